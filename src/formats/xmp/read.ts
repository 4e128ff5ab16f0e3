/** XMP (ISO 16684-1) read into what it says; as digiKam, darktable, Lightroom, Bridge and we write it. */
import { provenances, reviewMarks, type Generation, type Provenance } from '#domain/asset.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Said } from '#domain/said.ts';
import { cleanTag } from '#domain/tags.ts';

import { generationOf, isLoose, looseJson, said } from '../generation/values.ts';

import { pickLabels } from './names.ts';
import { readProperties, type Properties } from './properties.ts';
import { provenanceOfTerm, sourceTypeTerm } from './source-type.ts';

const mostTags = 200;
const deepestPath = 12;
const longText = 10_000;
const shortText = 500;

/** A tag out of a tree, and the way to it. */
type Path = readonly string[];

const isSame = (one: Path, other: Path): boolean => JSON.stringify(one) === JSON.stringify(other);

const pathOf = (line: string, sign: string): Path =>
  line
    .split(sign)
    .flatMap((part) => cleanTag(part) ?? [])
    .slice(-deepestPath);

/**
 * Tags of a packet. A place that is only on the way to another one ("Animals" beside "Animals|Cat")
 * is no tag of its own unless it stands in the plain list too.
 */
export function tagsOf(
  plain: readonly string[],
  paths: readonly Path[],
): Pick<Said, 'tags' | 'tag_paths'> {
  const given = paths.filter((path) => path.length > 0).slice(0, mostTags);
  const onTheWay = new Set(
    given.flatMap((path) => path.slice(1).map((_, at) => JSON.stringify(path.slice(0, at + 1)))),
  );
  const leaves = given.filter(
    (path, at) =>
      !onTheWay.has(JSON.stringify(path)) &&
      // Two programs wrote the same tree, each in its own way.
      given.findIndex((other) => isSame(other, path)) === at,
  );
  const tags = new Set(plain.flatMap((tag) => cleanTag(tag) ?? []));
  for (const path of leaves) tags.add(path.at(-1) ?? '');
  const trees = leaves.filter((path) => path.length > 1);
  return {
    ...(tags.size > 0 ? { tags: [...tags].slice(0, mostTags) } : {}),
    ...(trees.length > 0 ? { tag_paths: trees } : {}),
  };
}

const text = (value: string | undefined, limit: number): string | undefined => {
  const clean = value?.toWellFormed().replaceAll('\0', '').trim().slice(0, limit);
  return clean === '' ? undefined : clean;
};

/** Stars, and what stands for "rejected" where Adobe's programs and darktable write it. */
function ratingOf(written: string | undefined): Pick<Said, 'rating' | 'review'> {
  const stars = Number(written ?? Number.NaN);
  if (stars === -1) return { review: 'rejected' };
  return Number.isFinite(stars) && stars >= 1 && stars <= 5 ? { rating: Math.round(stars) } : {};
}

function pickOf(written: string | undefined): Pick<Said, 'approved' | 'review'> {
  if (written === pickLabels.approved) return { approved: true };
  const review = reviewMarks.find((mark) => pickLabels[mark] === written);
  return review === undefined ? {} : { review };
}

/** ISO 8601 as XMP writes it; EXIF's colons in the day are mended. */
export function dateOf(written: string | undefined): string | undefined {
  const date = written
    ?.trim()
    .replace(/^(\d{4}):(\d{2}):(\d{2})/, '$1-$2-$3')
    .replace(' ', 'T');
  const known =
    date !== undefined &&
    /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/.test(date);
  // A camera whose clock was never set writes zeros.
  return known && !Number.isNaN(Date.parse(date)) && !date.startsWith('0000') ? date : undefined;
}

/** Our own record of the making, or what IPTC's fields say of it. */
function generationIn(all: Properties): Generation | undefined {
  const [own] = all('inkreel', 'Generation');
  const record = looseJson(own);
  if (record !== undefined) return generationOfRecord(record);
  const [model] = all('Iptc4xmpExt', 'AISystemUsed');
  const [prompt] = all('Iptc4xmpExt', 'AIPromptInformation');
  if (model === undefined && prompt === undefined) return undefined;
  return generationOf({ provider: 'xmp', model, prompt });
}

/** A record of ours, brought to its bounded form: whoever wrote the file may have changed it. */
export function generationOfRecord(
  record: Readonly<Record<string, unknown>>,
): Generation | undefined {
  const params = record['params'];
  const licence = text(said(record['model_license']), shortText);
  const commercial = record['commercial_use'];
  const made = generationOf({
    provider: text(said(record['provider']), shortText) ?? 'unknown',
    model: said(record['model']),
    prompt: said(record['prompt']),
    negative: said(record['negative']),
    seed: said(record['seed']),
    params: isLoose(params) ? params : {},
  });
  return made === undefined
    ? undefined
    : {
        ...made,
        ...(licence === undefined ? {} : { model_license: licence }),
        ...(typeof commercial === 'boolean' ? { commercial_use: commercial } : {}),
      };
}

const provenanceIn = (all: Properties): Provenance | undefined =>
  provenances.find((one) => one === all('inkreel', 'Provenance')[0]);

/** What is absent or empty does not stand in the result. */
const present = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Value;

type Loosely<Value> = { readonly [Key in keyof Value]: Value[Key] | undefined };

/** Reads a packet, or a whole sidecar. Unknown properties are passed over. */
export function readXmp(packet: string): Result<Said> {
  const read = readProperties(packet);
  if (!read.ok) return read;
  const all = read.value;
  const first = (prefix: Parameters<Properties>[0], name: string, limit = shortText) =>
    text(all(prefix, name)[0], limit);
  const term = sourceTypeTerm(all('Iptc4xmpExt', 'DigitalSourceType')[0] ?? '');
  const alt = first('Iptc4xmpCore', 'AltTextAccessibility', longText);
  const description = first('dc', 'description', longText);
  const creators = all('dc', 'creator').flatMap((name) => text(name, shortText) ?? []);
  const added = Date.parse(all('inkreel', 'Added')[0] ?? '');
  const facts: Loosely<Said> = {
    title: first('dc', 'title'),
    alt_text: alt,
    description: description === alt ? undefined : description,
    ...tagsOf(all('dc', 'subject'), [
      ...all('lr', 'hierarchicalSubject').map((line) => pathOf(line, '|')),
      ...all('digiKam', 'TagsList').map((line) => pathOf(line, '/')),
    ]),
    ...ratingOf(first('xmp', 'Rating')),
    ...pickOf(first('digiKam', 'PickLabel')),
    label: first('xmp', 'Label'),
    theme: first('inkreel', 'Theme'),
    source: first('photoshop', 'Source') ?? first('dc', 'source') ?? first('photoshop', 'Credit'),
    source_type: term,
    provenance: provenanceIn(all) ?? (term === undefined ? undefined : provenanceOfTerm(term)),
    creators: creators.length > 0 ? creators.slice(0, 20) : undefined,
    rights: first('dc', 'rights', longText),
    taken_at:
      dateOf(first('exif', 'DateTimeOriginal')) ??
      dateOf(first('photoshop', 'DateCreated')) ??
      dateOf(first('xmp', 'CreateDate')),
    created_at: Number.isNaN(added) ? undefined : added,
    generation: generationIn(all),
  };
  // The border: what is undefined was taken out just now.
  return ok(present(facts) as Said);
}
