import * as z from 'zod/mini';

import { modelTasks } from '#domain/local-model.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import { parseSettings } from '../parse-settings.ts';

import { about } from './about.ts';

const settings = z.strictObject({
  /** The entry of the catalogue that it is; the run holds the rest to what is said there. */
  catalogue: z.optional(z.string().check(z.maxLength(100))),
  url: z.optional(z.string().check(z.maxLength(4000))),
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
  task: z.optional(z.enum(modelTasks)),
  licence: z.optional(z.string().check(z.minLength(1), z.maxLength(1000))),
  commercial_use: z.optional(z.nullable(z.boolean())),
  sha256: z.optional(z.nullable(z.string().check(z.regex(/^[0-9a-f]{64}$/i, 'is not a SHA-256')))),
  accepted: z._default(z.boolean(), false),
  /** Throws away what was fetched before, and fetches nothing. */
  discard: z._default(z.boolean(), false),
});

export interface GetModelParams {
  readonly url: string;
  readonly name: string;
  readonly task: (typeof modelTasks)[number] | null;
  readonly licence: string;
  readonly commercial_use: boolean | null;
  readonly sha256: string | null;
  readonly catalogue: string | null;
  readonly accepted: boolean;
  readonly discard: boolean;
}

const wrong = (field: string, reason: string): Result<never> =>
  fail({ code: 'invalid_input', field, reason });

/** Why an address cannot be fetched, or null: https, or this very machine, and no password in it. */
export function addressRefusal(text: string): string | null {
  const url = URL.parse(text);
  if (!url) return 'is not a web address';
  const isHere = url.hostname === 'localhost' || url.hostname === '127.0.0.1';
  if (url.protocol !== 'https:' && !(isHere && url.protocol === 'http:')) {
    return 'must begin with https://';
  }
  return url.username || url.password ? 'must not hold a name or password' : null;
}

/** The last part of an address, as a name. */
const nameOf = (url: string): string =>
  (URL.parse(url)?.pathname.split('/').at(-1) ?? '').replace(/\.onnx$/i, '').slice(0, 255);

function parse(given: unknown): Result<GetModelParams> {
  const parsed = parseSettings(settings, given);
  if (!parsed.ok) return parsed;
  const { url, licence, accepted, discard, name, task, sha256, catalogue } = parsed.value;
  if (url === undefined) return wrong('url', 'an address is needed');
  const refusal = addressRefusal(url);
  if (refusal !== null) return wrong('url', refusal);
  if (licence === undefined) return wrong('licence', 'say which licence it has');
  const commercial = parsed.value.commercial_use ?? null;
  if (commercial !== true && !accepted && !discard) {
    return wrong('accepted', 'its licence has to be accepted before anything is fetched');
  }
  return ok({
    url,
    name: name ?? (nameOf(url) || 'Model'),
    task: task ?? null,
    licence,
    commercial_use: commercial,
    sha256: sha256?.toLowerCase() ?? null,
    catalogue: catalogue ?? null,
    accepted,
    discard,
  });
}

/** Fetches a model that a person chose, and enters it. */
export const getModel: TaskKind<GetModelParams> = {
  ...about,
  network: true,
  commands: ['addModel'],
  fields: [],
  parse: (given) => parse(withoutNulls(given)),
};

/** What was parsed before holds nulls where nothing was given. */
function withoutNulls(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  return Object.fromEntries(
    Object.entries(given).filter(([key, value]) => value !== null || key === 'commercial_use'),
  );
}
