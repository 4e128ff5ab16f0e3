/** Reading one old row: by the meaning of its columns, with what was used noted. */
import { provenances, type Generation, type Provenance } from '#domain/asset.ts';
import type { KindField } from '#domain/kinds/schema.ts';
import { commonColumns } from './tables.ts';
import { isNothing, listOf, numberOf, objectOf, textOf, type OldRow } from './values.ts';

/** What a column may mean. */
export type Meaning = keyof typeof commonColumns;

/** A row that is being read; what was taken for a meaning is not kept a second time. */
export class OldCells {
  readonly #row: OldRow;
  readonly #used = new Set<string>();

  constructor(row: OldRow) {
    this.#row = row;
  }

  /** The first of these columns that says something; it counts as read. */
  first(columns: readonly string[]): { readonly column: string; readonly cell: unknown } | null {
    const found = columns.find((column) => !isNothing(this.#row[column]));
    if (found === undefined) return null;
    this.#used.add(found);
    return { column: found, cell: this.#row[found] };
  }

  of(meaning: Meaning): unknown {
    return this.first(commonColumns[meaning])?.cell ?? null;
  }

  text(meaning: Meaning): string | null {
    return textOf(this.of(meaning));
  }

  /** Columns that nobody asked for and that say something. */
  rest(): readonly (readonly [string, unknown])[] {
    return Object.entries(this.#row).filter(
      ([column, cell]) => !this.#used.has(column) && !isNothing(cell),
    );
  }
}

/** A cell as a field of a kind wants it; undefined where it is not of its type. */
export function cellFor(field: KindField, cell: unknown): unknown {
  switch (field.type) {
    case 'line':
    case 'lines': {
      const text = textOf(cell);
      return text !== null && text.length <= field.longest ? text : undefined;
    }
    case 'number': {
      const number = numberOf(cell);
      const fits = number !== null && number >= field.min && number <= field.max;
      return fits && (field.whole !== true || Number.isInteger(number)) ? number : undefined;
    }
    case 'choice': {
      const text = textOf(cell);
      return field.options.some(({ value }) => value === text) ? text : undefined;
    }
    case 'list': {
      const list = listOf(cell);
      return list.length > 0 ? list : undefined;
    }
    case 'pairs':
      return objectOf(cell) ?? undefined;
  }
}

const isProvenance = (text: string | null): text is Provenance =>
  provenances.some((one) => one === text);

export const provenanceOf = (cell: unknown): Provenance | null => {
  const text = textOf(cell);
  return isProvenance(text) ? text : null;
};

/** What an old record says of its making: provider, model, prompt, seed; the rest are its settings. */
export function generationOf(cell: unknown): Generation | null {
  const said = objectOf(cell);
  if (said === null || Object.keys(said).length === 0) return null;
  const { provider, model, prompt, negative, negative_prompt, seed, params, ...others } = said;
  const [text, against, number] = [
    textOf(prompt),
    textOf(negative) ?? textOf(negative_prompt),
    numberOf(seed),
  ];
  return {
    provider: textOf(provider) ?? 'unknown',
    model: textOf(model) ?? 'unknown',
    ...(text === null ? {} : { prompt: text }),
    ...(against === null ? {} : { negative: against }),
    ...(number === null ? {} : { seed: number }),
    params: { ...others, ...objectOf(params) },
  };
}

/** A cost in US dollars as millionths; null where none is said. */
export function costOf(cell: unknown): number | null {
  const cost = numberOf(cell);
  return cost === null || cost < 0 || cost > 1e9 ? null : Math.round(cost * 1e6);
}
