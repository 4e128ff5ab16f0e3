/** Our own sidecar: a JSON file that says what the library knows of an asset, and reads back whole. */
import { provenances, reviewMarks } from '#domain/asset.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Said } from '#domain/said.ts';
import { cleanTag } from '#domain/tags.ts';

import { readSwarmui } from '../generation/others.ts';
import { generationOf, isLoose, said as textIn, type Loose } from '../generation/values.ts';
import { generationOfRecord, dateOf } from '../xmp/read.ts';
import { sourceTypeTerm } from '../xmp/source-type.ts';

/** Grows when a reader would have to know. */
const version = 1;

/** What the file is, beside what is said of it. */
export interface SidecarFile {
  readonly id: string;
  readonly sha256: string | null;
  readonly size: number | null;
}

/** The text of a sidecar; null where nothing is known, so that a person sees what may stand there. */
export function jsonSidecar(file: SidecarFile, said: Said): string {
  const whole = {
    inkreel_sidecar: version,
    id: file.id,
    name: said.name ?? null,
    sha256: file.sha256,
    size: file.size,
    created_at: said.created_at === undefined ? null : new Date(said.created_at).toISOString(),
    theme: said.theme ?? null,
    source: said.source ?? null,
    provenance: said.provenance ?? 'unknown',
    alt_text: said.alt_text ?? null,
    description: said.description ?? null,
    tags: said.tags ?? [],
    tag_paths: said.tag_paths ?? [],
    rating: said.rating ?? null,
    approved: said.approved ?? false,
    review: said.review ?? null,
    label: said.label ?? null,
    creators: said.creators ?? [],
    rights: said.rights ?? null,
    taken_at: said.taken_at ?? null,
    source_type: said.source_type ?? null,
    generation: said.generation ?? null,
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** Whether an object is one of ours; those of the first release bore no mark. */
const isOurs = (value: Loose): boolean =>
  'inkreel_sidecar' in value ||
  (['id', 'sha256', 'provenance', 'alt_text', 'generation'].every((key) => key in value) &&
    Array.isArray(value['tags']));

const short = 500;
const long = 10_000;

const cut = (value: unknown, limit: number): string | undefined => {
  const text = textIn(value)?.toWellFormed().replaceAll('\0', '').trim().slice(0, limit);
  return text === '' ? undefined : text;
};

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const tagsIn = (value: unknown): readonly string[] =>
  list(value)
    .slice(0, 200)
    .flatMap((tag) => (typeof tag === 'string' ? (cleanTag(tag) ?? []) : []));

const filled = <Value>(values: readonly Value[]): readonly Value[] | undefined =>
  values.length > 0 ? values : undefined;

/** What the recipe of a file says of its making, where the file could not carry it. */
function recipeSays(value: Loose): Said {
  const generation = isLoose(value['generation'])
    ? generationOfRecord(value['generation'])
    : undefined;
  const provenance = provenances.find((one) => one === value['provenance'] && one !== 'unknown');
  return { ...(generation && { generation }), ...(provenance && { provenance }) };
}

/** SwarmUI writes the same beside a file as into it. */
function swarmSays(text: string): Said | null {
  const found = readSwarmui(text);
  const generation = found && generationOf(found);
  return generation ? { generation, provenance: 'ai_generated' } : null;
}

/**
 * Reads a sidecar of ours, a recipe of ours, or one of SwarmUI; null for the JSON of another program.
 *
 * @returns a failure of code `corrupt` where it is no JSON at all
 */
export function readJsonSidecar(text: string): Result<Said | null> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail({ code: 'corrupt', what: 'this sidecar', reason: 'it is not whole' });
  }
  if (!isLoose(value)) return ok(null);
  if (value['format'] === 'inkreel-recipe') return ok(recipeSays(value));
  if ('sui_image_params' in value) return ok(swarmSays(text));
  if (!isOurs(value)) return ok(null);
  const rating = value['rating'];
  const added = Date.parse(cut(value['created_at'], short) ?? '');
  const generation = value['generation'];
  const facts: { readonly [Key in keyof Said]: Said[Key] | undefined } = {
    name: cut(value['name'], short),
    alt_text: cut(value['alt_text'], long),
    description: cut(value['description'], long),
    tags: filled(tagsIn(value['tags'])),
    tag_paths: filled(
      list(value['tag_paths'])
        .slice(0, 200)
        .map((path) => tagsIn(path).slice(-12))
        .filter((path) => path.length > 1),
    ),
    rating:
      typeof rating === 'number' && Number.isInteger(rating) && rating >= 1 && rating <= 5
        ? rating
        : undefined,
    approved: value['approved'] === true ? true : undefined,
    review: reviewMarks.find((mark) => mark === value['review']),
    label: cut(value['label'], short),
    theme: cut(value['theme'], short),
    source: cut(value['source'], short),
    provenance: provenances.find((one) => one === value['provenance'] && one !== 'unknown'),
    source_type: sourceTypeTerm(cut(value['source_type'], short) ?? ''),
    creators: filled(
      list(value['creators'])
        .slice(0, 20)
        .flatMap((name) => cut(name, short) ?? []),
    ),
    rights: cut(value['rights'], long),
    taken_at: dateOf(cut(value['taken_at'], short)),
    created_at: Number.isNaN(added) ? undefined : added,
    generation: isLoose(generation) ? generationOfRecord(generation) : undefined,
  };
  const told = Object.entries(facts).filter(([, one]) => one !== undefined);
  // The border: what is undefined was taken out just now.
  return ok(Object.fromEntries(told) as Said);
}
