/** The values of a kind's fields as they are typed, and back. */
import type { KindField } from '#domain/kinds/schema.ts';

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** What the control of a field shows for a stored value. */
export function shownValue(field: KindField, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (field.type === 'list' && Array.isArray(value)) return value.map(textOf).join('\n');
  if (field.type === 'pairs' && typeof value === 'object') {
    return Object.entries(value)
      .map(([key, one]) => `${key}: ${textOf(one)}`)
      .join('\n');
  }
  return textOf(value);
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/**
 * The value that some typed text means; null: nothing. A number that is none stays text, so that
 * the schema refuses it in words. Values of `before` that were not touched keep their type.
 */
export function meantValue(field: KindField, text: string, before: unknown): unknown {
  if (text.trim() === '') return null;
  switch (field.type) {
    case 'number': {
      const number = Number(text.replace(',', '.'));
      return Number.isFinite(number) ? number : text;
    }
    case 'list':
      return linesOf(text);
    case 'pairs': {
      const kept = new Map(
        typeof before === 'object' && before !== null ? Object.entries(before) : [],
      );
      return Object.fromEntries(
        linesOf(text).map((line) => {
          const mark = line.indexOf(':');
          const key = (mark < 0 ? line : line.slice(0, mark)).trim();
          const value = mark < 0 ? '' : line.slice(mark + 1).trim();
          const old: unknown = kept.get(key);
          return [key, old !== undefined && textOf(old) === value ? old : value];
        }),
      );
    }
    case 'line':
    case 'choice':
      return text.trim();
    case 'lines':
      return text;
  }
}
