/** What foreign records of a picture's making are brought down to: bounded, plain, trusted in nothing. */
import type { Generation } from '#domain/asset.ts';

/** Most characters of a text that is parsed at all. */
export const textLimit = 2_000_000;
const promptLimit = 20_000;
const nameLimit = 200;
const valueLimit = 500;
const mostParams = 64;

/** What a reader of one format found; what it did not find is absent. */
export interface Found {
  readonly provider: string;
  readonly model?: string | undefined;
  readonly prompt?: string | undefined;
  readonly negative?: string | undefined;
  /** As written: seeds may pass what a number holds exactly. */
  readonly seed?: string | undefined;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** A JSON object of any shape. */
export type Loose = Readonly<Record<string, unknown>>;

export const isLoose = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Texts, to be passed over, also one without an end; and what JSON cannot say. */
const strangers =
  /"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|\\?$)|\bNaN\b|-?\bInfinity\b|(?<![\w.+-])\d{16,25}(?![\w.])/g;

/**
 * A JSON object out of an untrusted text, undefined for anything else. NaN, which Python writes,
 * becomes null, and whole numbers past 2^53 become texts, so that no digit of a seed is lost.
 */
export function looseJson(text: string | undefined): Loose | undefined {
  if (text === undefined || text.length > textLimit) return undefined;
  try {
    const strict = text.replaceAll(strangers, (part) => {
      if (part.startsWith('"')) return part;
      if (/[NI]/.test(part)) return 'null';
      return Number.isSafeInteger(Number(part)) ? part : `"${part}"`;
    });
    const value: unknown = JSON.parse(strict);
    return isLoose(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A text or a number as text; undefined for the rest and for blanks. */
export function said(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** "models/sdxl_base.safetensors" → "sdxl_base". */
export const modelName = (path: string | undefined): string | undefined =>
  path?.replace(/^.*[/\\]/, '').replace(/\.(safetensors|ckpt|pt|pth|bin|gguf|sft)$/i, '');

// oxlint-disable-next-line no-control-regex -- these are what is taken out
const controls = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;
const clean = (text: string | undefined, limit: number): string | undefined => {
  const kept = text?.slice(0, limit).replaceAll(controls, '').toWellFormed().trim();
  return kept === '' ? undefined : kept;
};

function cleanParams(params: Loose): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(params).slice(0, mostParams)) {
    const name = clean(key, 60);
    if (name === undefined || name === '__proto__') continue;
    if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) {
      kept[name] = value;
    } else {
      const text = clean(said(value), valueLimit);
      if (text !== undefined) kept[name] = text;
    }
  }
  return kept;
}

/** Brings what was found into the library's own form; undefined when it says nothing. */
export function generationOf(found: Found): Generation | undefined {
  const prompt = clean(found.prompt, promptLimit);
  const negative = clean(found.negative, promptLimit);
  const model = clean(found.model, nameLimit);
  const params = cleanParams(found.params ?? {});
  const digits = /^\d{1,25}$/.test(found.seed ?? '') ? found.seed : undefined;
  const seed = digits !== undefined && Number.isSafeInteger(Number(digits)) ? Number(digits) : null;
  if (digits !== undefined && seed === null) params['seed'] = digits;
  if (!prompt && !model && seed === null && Object.keys(params).length === 0) return undefined;
  return {
    provider: found.provider,
    model: model ?? 'unknown',
    ...(prompt === undefined ? {} : { prompt }),
    ...(negative === undefined ? {} : { negative }),
    ...(seed === null ? {} : { seed }),
    params,
  };
}
