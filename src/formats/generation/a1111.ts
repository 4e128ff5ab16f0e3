/**
 * The "infotext" of AUTOMATIC1111's web UI and of its many followers: the prompt, a line
 * "Negative prompt: …", and a last line "Steps: 28, Sampler: …, Seed: 1, Model: …".
 * https://github.com/AUTOMATIC1111/stable-diffusion-webui/wiki/Features#png-info
 */
import { modelName, textLimit, type Found } from './values.ts';

const negativeMark = 'Negative prompt:';

/** Reads an infotext; undefined for a text that is none. */
export function readInfotext(text: string): Found | undefined {
  if (text.length > textLimit) return undefined;
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const last = lines.findLastIndex((line) => /^\s*Steps: *\d/.test(line));
  const negativeAt = lines.findIndex((line) => line.trimStart().startsWith(negativeMark));
  if (last === -1 && negativeAt === -1) return undefined;
  const end = last === -1 ? lines.length : last;
  const promptEnd = negativeAt === -1 || negativeAt > end ? end : negativeAt;
  const prompt = lines.slice(0, promptEnd).join('\n');
  const negative =
    promptEnd === end
      ? undefined
      : lines.slice(promptEnd, end).join('\n').trimStart().slice(negativeMark.length);
  const { Seed: seed, Model: model, 'Model hash': hash, ...others } = pairs(lines[last] ?? '');
  const params: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(others)) params[paramName(key)] = numberOr(value);
  if (hash !== undefined) params['model_hash'] = hash;
  return {
    provider: 'stable-diffusion-webui',
    model: modelName(model) ?? (hash === undefined ? undefined : `hash ${hash}`),
    prompt,
    negative,
    seed,
    params,
  };
}

/** "CFG scale" → "cfg_scale". */
const paramName = (key: string): string => key.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '_');

const numberOr = (value: string): string | number =>
  /^-?\d{1,15}(\.\d{1,10})?$/.test(value) ? Number(value) : value;

/** Most characters of the line of settings. */
const lineLimit = 20_000;

/** "Steps: 28, Lora hashes: "a: 1, b: 2", Seed: 5" as pairs; a value in quotes may have commas. */
function pairs(line: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = Object.create(null);
  const text = line.slice(0, lineLimit);
  let at = 0;
  while (at < text.length) {
    const colon = text.indexOf(':', at);
    if (colon === -1) break;
    const key = text.slice(at, colon).trim();
    let from = colon + 1;
    while (text[from] === ' ') from += 1;
    let value: string;
    if (text[from] === '"') {
      const [inside, end] = quoted(text, from);
      value = inside;
      const comma = text.indexOf(',', end);
      at = comma === -1 ? text.length : comma + 1;
    } else {
      const comma = text.indexOf(',', from);
      at = comma === -1 ? text.length : comma + 1;
      value = text.slice(from, comma === -1 ? text.length : comma).trim();
    }
    if (key !== '' && key.length <= 60) found[key] ??= value;
  }
  return found;
}

/** The text between the quote at a place and the next one that is not escaped, and where it ends. */
function quoted(text: string, from: number): readonly [string, number] {
  let value = '';
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '"') return [value, at + 1];
    if (text[at] === '\\') at += 1;
    value += text[at] ?? '';
  }
  return [value, text.length];
}
