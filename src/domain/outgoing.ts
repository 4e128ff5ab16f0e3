/** What a person lets files carry with them when they leave the library. */

export const broughtChoices = ['keep', 'no_place', 'strip'] as const;
/**
 * What a file itself brought along, from a camera or another program: all of it stays, all but the
 * place where it was taken, or nothing but what the pixels need (colours, which side is up).
 */
export type BroughtChoice = (typeof broughtChoices)[number];

export interface OutgoingChoice {
  /** How it was made, into what was made here: tool or model, settings, sources. */
  readonly recipe: boolean;
  /** The words that were given to a model, as part of the recipe. */
  readonly prompts: boolean;
  /** IPTC's digital source type: that a model made it, or changed it. */
  readonly label: boolean;
  readonly brought: BroughtChoice;
  /** Signed content credentials, where this device can sign. */
  readonly credentials: boolean;
}

/** What leaves where nobody chose otherwise; originals leave byte for byte. */
export const defaultOutgoing: OutgoingChoice = {
  recipe: true,
  prompts: true,
  label: true,
  brought: 'keep',
  credentials: true,
};
