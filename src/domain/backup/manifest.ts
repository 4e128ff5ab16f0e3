/**
 * What a backup says about itself, and what is believed of it. The manifest is the last thing that
 * is written: a backup without one was interrupted and counts for nothing.
 */
import type { Sha256 } from '#domain/id.ts';
import { fail, ok, type Result } from '#domain/result.ts';

/** Version of the layout of a backup: raised when an older Inkreel could not restore a newer one. */
export const backupFormat = 1;
/** What tells a backup from any other JSON. */
export const backupMark = 'inkreel-backup';

/** Names inside a backup. Nothing else in it is ever read. */
export const databaseInBackup = 'library.sqlite';
export const manifestInBackup = 'manifest.json';
export const readmeInBackup = 'README.txt';
/** Where a blob lies in a backup, by its hash. */
export const blobInBackup = (sha256: string): string => `blobs/${sha256.slice(0, 2)}/${sha256}`;

/** One file of the library as the backup has it. */
export interface BackedUpBlob {
  readonly sha256: Sha256;
  /** Bytes. */
  readonly size: number;
}

/** Files that the database names and the backup does not hold, and why. */
export interface LeftOut {
  /** Were already missing when the backup was made. */
  readonly missing: readonly Sha256[];
  /** Did not hash to their name any more. */
  readonly damaged: readonly Sha256[];
  /** Lie in the user's own folders and were left there by choice. */
  readonly inPlace: readonly Sha256[];
  /** Are models, which can mostly be fetched again, and were left out by choice. */
  readonly models: readonly Sha256[];
}

export interface BackupManifest {
  readonly kind: typeof backupMark;
  readonly format: number;
  /** Schema of the database. */
  readonly schema: number;
  readonly app: string;
  /** Name of the library at the time. */
  readonly library: string;
  /** Moment for which the backup is true (ms UTC). */
  readonly takenAt: number;
  /** Last entry of the journal that it holds. */
  readonly change: number;
  readonly database: { readonly sha256: string; readonly size: number };
  /** Rows of each table. */
  readonly tables: Readonly<Record<string, number>>;
  readonly blobs: readonly BackedUpBlob[];
  readonly leftOut: LeftOut;
}

/** Bytes of all files in a backup together, its database included. */
export const bytesOf = (manifest: BackupManifest): number =>
  manifest.blobs.reduce((sum, { size }) => sum + size, manifest.database.size);

/** The manifest as text: one blob to a line, so that people can read and compare it. */
export function manifestText(manifest: BackupManifest): string {
  const { blobs, leftOut, ...head } = manifest;
  const lines = blobs.map((blob) => `    ${JSON.stringify(blob)}`);
  const body = JSON.stringify({ ...head, leftOut }, null, 2).slice(0, -2);
  return `${body},\n  "blobs": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`;
}

type Fields = Partial<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
/** Whether a text is a SHA-256 in lower-case hexadecimal digits. */
export const isHash = (value: unknown): value is Sha256 =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isHashes = (value: unknown): value is readonly Sha256[] =>
  Array.isArray(value) && value.every(isHash);

/**
 * Reads a manifest that anybody may have written. Unknown fields are let go; what is wrong or
 * newer is a failure in a sentence.
 *
 * @param schemaKnown the newest schema that this Inkreel can read
 */
export function readManifest(text: string, schemaKnown: number): Result<BackupManifest> {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return wrong('its manifest cannot be read');
  }
  if (!isObject(given) || given['kind'] !== backupMark) {
    return wrong('it is no backup of Inkreel');
  }
  const { format, schema, database, blobs, tables, leftOut, takenAt, change } = given;
  if (!isCount(format) || !isCount(schema)) return wrong('its manifest has no version');
  if (format > backupFormat || schema > schemaKnown) {
    return fail({ code: 'newer_database', found: schema, known: schemaKnown });
  }
  if (!isCount(takenAt) || !isCount(change)) return wrong('its manifest has no time');
  if (!isObject(database) || !isHash(database['sha256']) || !isCount(database['size'])) {
    return wrong('its manifest does not describe the database');
  }
  if (!isObject(tables) || !Object.values(tables).every(isCount)) {
    return wrong('its manifest does not count the tables');
  }
  const entries = blobsOf(blobs);
  if (entries === null) return wrong('the list of files in its manifest is damaged');
  const kept = isObject(leftOut) ? leftOut : {};
  const lists = ['missing', 'damaged', 'inPlace', 'models'].map((name) => kept[name] ?? []);
  if (!lists.every(isHashes)) return wrong('the list of missing files in its manifest is damaged');
  const [missing = [], damaged = [], inPlace = [], models = []] = lists;
  return ok({
    kind: backupMark,
    format,
    schema,
    app: textOr(given['app'], ''),
    library: textOr(given['library'], '').slice(0, 200),
    takenAt,
    change,
    database: { sha256: database['sha256'], size: database['size'] },
    // Checked above: every value is a count.
    tables: tables as Readonly<Record<string, number>>,
    blobs: entries,
    leftOut: { missing, damaged, inPlace, models },
  });
}

function blobsOf(given: unknown): readonly BackedUpBlob[] | null {
  if (!Array.isArray(given)) return null;
  const seen = new Set<string>();
  const found: BackedUpBlob[] = [];
  for (const one of given as readonly unknown[]) {
    if (!isObject(one)) return null;
    const { sha256, size } = one;
    if (!isHash(sha256) || !isCount(size) || seen.has(sha256)) return null;
    seen.add(sha256);
    found.push({ sha256, size });
  }
  return found;
}

const textOr = (value: unknown, other: string): string =>
  typeof value === 'string' ? value : other;

const wrong = (reason: string): Result<never> =>
  fail({ code: 'corrupt', what: 'The backup', reason });
