import * as z from 'zod/mini';

import { broughtChoices, defaultOutgoing, type OutgoingChoice } from '#domain/outgoing.ts';

/** What the files of an export carry, as a setting of its kind; what is left out is as usual. */
export const carrySetting = z.optional(
  z.strictObject({
    recipe: z._default(z.boolean(), defaultOutgoing.recipe),
    prompts: z._default(z.boolean(), defaultOutgoing.prompts),
    label: z._default(z.boolean(), defaultOutgoing.label),
    brought: z._default(z.enum(broughtChoices), defaultOutgoing.brought),
    credentials: z._default(z.boolean(), defaultOutgoing.credentials),
  }),
);

/** The choice of an export whose settings may leave it out. */
export const chosen = (carry: OutgoingChoice | undefined): OutgoingChoice =>
  carry ?? defaultOutgoing;
