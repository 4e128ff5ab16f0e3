/** Name templates of an export: `{theme}/{name} {n:4}` becomes "nature/Fox 0012". */
import type { Result } from '#domain/result.ts';
import { fail, ok } from '#domain/result.ts';

import { cleanStem, comparedName } from './file-name.ts';

export const templateFields = [
  'name',
  'theme',
  'n',
  'id8',
  'date',
  'project',
  'w',
  'h',
  'kind',
] as const;
export type TemplateField = (typeof templateFields)[number];

/** What the fields of a template stand for; null is written as "none". `name` has no ending. */
export interface TemplateValues {
  readonly name: string;
  readonly theme: string | null;
  /** The end of the id: its beginning is a time and alike in things made together. */
  readonly id8: string;
  /** Year-month-day. */
  readonly date: string;
  readonly project: string | null;
  readonly w: number | null;
  readonly h: number | null;
  readonly kind: string;
}

type Piece =
  | { readonly text: string }
  | { readonly field: TemplateField; readonly digits: number | null };

/** Folders, then the name; each a row of pieces. */
export type Template = readonly (readonly Piece[])[];

export const defaultTemplate = '{name}';
/** Folders below one another that a template may make. */
const deepest = 8;

const isField = (text: string): text is TemplateField =>
  templateFields.some((field) => field === text);

/** Reads a template; the failure names what is wrong with it. */
export function readTemplate(text: string): Result<Template> {
  const wrong = (reason: string): Result<Template> =>
    fail({ code: 'invalid_input', field: 'template', reason });
  if (text.trim() === '') return wrong('it is empty');
  if (text.length > 500) return wrong('it is longer than 500 characters');
  const parts: Piece[][] = [];
  for (const part of text.split('/').filter((one) => one.trim() !== '')) {
    const pieces: Piece[] = [];
    for (const [piece] of part.matchAll(/\{[^{}]*\}|[^{}]+|[{}]/g)) {
      if (!piece.startsWith('{') && piece !== '}') {
        pieces.push({ text: piece });
        continue;
      }
      const [, name = '', digits] = /^\{([a-z0-9]+)(?::([1-9]))?\}$/.exec(piece) ?? [];
      if (!isField(name)) return wrong(`${piece} is no field`);
      if (digits !== undefined && name !== 'n') return wrong(`only {n} takes a number of digits`);
      pieces.push({ field: name, digits: digits === undefined ? null : Number(digits) });
    }
    parts.push(pieces);
  }
  if (parts.length === 0) return wrong('it has no name');
  if (parts.length > deepest + 1) return wrong(`it makes more than ${deepest} folders deep`);
  return ok(parts);
}

/** Longest name in bytes of UTF-8 with its ending, and with a number behind it where needed. */
const longestName = 200;

/**
 * Folders and the stem of a name, each valid on every system: what a value holds can neither make
 * a folder nor leave the folder that was chosen.
 *
 * @param n place in the selection, from 1
 */
export function fillTemplate(
  template: Template,
  values: TemplateValues,
  n: number,
): { readonly folders: readonly string[]; readonly stem: string } {
  const parts = template.map((pieces) =>
    cleanStem(
      pieces.map((piece) => ('text' in piece ? piece.text : valueOf(piece, values, n))).join(''),
      longestName - 60,
    ),
  );
  return { folders: parts.slice(0, -1), stem: parts.at(-1) ?? 'untitled' };
}

function valueOf(
  { field, digits }: Extract<Piece, { field: TemplateField }>,
  values: TemplateValues,
  n: number,
): string {
  if (field === 'n') return String(n).padStart(digits ?? 1, '0');
  const value = values[field];
  return value === null || value === '' ? 'none' : String(value);
}

/** The first of "stem.png", "stem (2).png", "stem (3).png" … that is not taken; it is taken now. */
export function freeName(stem: string, ending: string, taken: Set<string>): string {
  for (let number = 1; ; number += 1) {
    const mark = number === 1 ? '' : ` (${number})`;
    const name = `${cleanStem(stem, longestName - mark.length - ending.length)}${mark}${ending}`;
    const key = comparedName(name);
    if (taken.has(key)) continue;
    taken.add(key);
    return name;
  }
}
