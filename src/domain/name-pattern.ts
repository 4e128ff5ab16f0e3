/** New names for many assets: a pattern with a counter, and find and replace. */
import { cleanName } from './name.ts';
import { fail, ok, type Result } from './result.ts';

/** How names change; what is not given stays. The pattern is applied first, then the replacing. */
export interface NameChange {
  /** "{theme} {n:3}": see `namePlaceholders`. */
  readonly pattern?: string;
  /** What `{n}` begins with; 1 when not given. */
  readonly start?: number;
  /** Plain text, not an expression. */
  readonly find?: string;
  readonly replace?: string;
  readonly match_case?: boolean;
}

/** What a name may be made of. */
export interface Nameable {
  readonly name: string;
  readonly theme: string | null;
  readonly source: string | null;
  readonly kind: string;
  readonly width: number | null;
  readonly height: number | null;
  /** When it came into the library: "2024-05-06". */
  readonly day: string;
}

const values: Readonly<Record<string, (asset: Nameable) => string>> = {
  name: (asset) => parted(asset.name).stem,
  ext: (asset) => parted(asset.name).extension.slice(1),
  theme: (asset) => asset.theme ?? '',
  source: (asset) => asset.source ?? '',
  kind: (asset) => asset.kind,
  width: (asset) => String(asset.width ?? ''),
  height: (asset) => String(asset.height ?? ''),
  date: (asset) => asset.day,
};

/** Every word that may stand in braces. `{n:3}` writes the counter with at least three digits. */
export const namePlaceholders: readonly string[] = ['n', ...Object.keys(values)];

/** A name and its file extension with the point; a version number is not an extension. */
function parted(name: string): { readonly stem: string; readonly extension: string } {
  const extension = /(?<=.)\.[a-z][a-z0-9]{1,4}$/iu.exec(name)?.[0] ?? '';
  return { stem: name.slice(0, name.length - extension.length), extension };
}

type Piece = string | ((asset: Nameable, n: number) => string);

function piecesOf(pattern: string): Result<readonly Piece[]> {
  const pieces: Piece[] = [];
  for (const [whole, word, digits] of pattern.matchAll(
    /\{\{|\}\}|\{([^{}:]*)(?::(\d{1,2}))?\}|[^{}]+|[{}]/gu,
  )) {
    if (whole === '{{' || whole === '}}') pieces.push(whole.slice(1));
    else if (whole === '{' || whole === '}') {
      return fail({
        code: 'invalid_input',
        field: 'pattern',
        reason: `a brace stands alone; write "${whole}${whole}" for the sign itself`,
      });
    } else if (word === undefined) pieces.push(whole);
    else if (word === 'n') {
      pieces.push((_, n) => String(n).padStart(Math.min(Number(digits ?? 1), 12), '0'));
    } else {
      const value = digits === undefined ? values[word] : undefined;
      if (value === undefined) {
        return fail({
          code: 'invalid_input',
          field: 'pattern',
          reason: `"${whole}" is not known; there are ${namePlaceholders.map((one) => `{${one}}`).join(', ')}`,
        });
      }
      pieces.push(value);
    }
  }
  return ok(pieces);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/gu, String.raw`\$&`);

/**
 * Reads a change into a function from an asset and its place (from 0) to the new name. A name
 * keeps its file extension unless the pattern writes `{ext}` itself, and never becomes empty.
 */
export function nameChanger(
  change: NameChange,
): Result<(asset: Nameable, place: number) => string> {
  const { pattern, find } = change;
  const pieces = pattern === undefined || pattern === '' ? null : piecesOf(pattern);
  if (pieces !== null && !pieces.ok) return pieces;
  const sought =
    find === undefined || find === ''
      ? null
      : new RegExp(escaped(find), change.match_case === true ? 'gu' : 'giu');
  const keepsExtension = pieces !== null && !/\{ext\}/u.test(pattern ?? '');
  const start = change.start ?? 1;
  return ok((asset, place) => {
    let name = asset.name;
    if (pieces !== null) {
      name = pieces.value
        .map((piece) => (typeof piece === 'string' ? piece : piece(asset, start + place)))
        .join('')
        .trim();
      if (name !== '' && keepsExtension) name += parted(asset.name).extension;
    }
    if (sought !== null) name = name.replace(sought, () => change.replace ?? '');
    return cleanName(name, asset.name);
  });
}
