/**
 * What the metadata of each kind of asset holds, as data: the form is drawn from it, and every
 * write is checked by it. Keys that it does not know are kept; known ones of a wrong type are
 * refused in words.
 */
import type { AssetKind } from '#domain/asset.ts';
import { fail, ok, type Result } from '#domain/result.ts';

interface Common {
  /** The key in the metadata. */
  readonly key: string;
  readonly label: string;
  readonly help?: string;
}

export type KindField =
  | (Common & { readonly type: 'line' | 'lines'; readonly longest: number })
  | (Common & {
      readonly type: 'number';
      readonly min: number;
      readonly max: number;
      readonly whole?: boolean;
      readonly unit?: string;
    })
  | (Common & {
      readonly type: 'choice';
      readonly options: readonly { readonly value: string; readonly label: string }[];
    })
  /** A list of short texts. */
  | (Common & { readonly type: 'list'; readonly options?: readonly string[] })
  /** Names with values, both free: `{ "hair": "black" }`. */
  | (Common & { readonly type: 'pairs' });

/** A link to a larger whole, kept as a relationship: a shot is part of a scene. */
export interface KindLink {
  /** How it is called in commands and forms: "scene". */
  readonly key: string;
  readonly label: string;
  /** The kind of the whole. */
  readonly kind: AssetKind;
}

export interface KindSchema {
  readonly kind: AssetKind;
  /** What it is for, in a sentence. */
  readonly help: string;
  /** Whether it has words of its own, kept in `texts`. */
  readonly hasText: boolean;
  readonly fields: readonly KindField[];
  readonly partOf: readonly KindLink[];
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** What is wrong with a value for a field, after its name; null when nothing is. */
function wrong(field: KindField, value: unknown): string | null {
  switch (field.type) {
    case 'line':
    case 'lines':
      if (!isText(value)) return 'must be text';
      return value.length > field.longest ? `must be at most ${field.longest} characters` : null;
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) return 'must be a number';
      if (field.whole === true && !Number.isInteger(value)) return 'must be a whole number';
      return value < field.min || value > field.max
        ? `must be between ${field.min} and ${field.max}`
        : null;
    case 'choice':
      return field.options.some((option) => option.value === value)
        ? null
        : `must be one of ${field.options.map((option) => option.value).join(', ')}`;
    case 'list':
      return Array.isArray(value) && value.every(isText) ? null : 'must be a list of texts';
    case 'pairs':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? null
        : 'must be names with values';
  }
}

/** Checks what a metadata object says about the fields of its kind; null and absent are "not said". */
export function checkMetadata(
  schema: KindSchema,
  metadata: Readonly<Record<string, unknown>>,
): Result<null> {
  for (const field of schema.fields) {
    const value = metadata[field.key];
    if (value === undefined || value === null) continue;
    const reason = wrong(field, value);
    if (reason !== null) {
      return fail({
        code: 'invalid_input',
        field: `metadata.${field.key}`,
        reason: `${field.label} ${reason}`,
      });
    }
  }
  return ok(null);
}
