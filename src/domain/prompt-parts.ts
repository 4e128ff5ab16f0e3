/** What a recipe is made of, in parts that many share: the terms of its prompt and its LoRAs. */

/** Terms: what prompts are written of, between commas. LoRAs: small weights added to a model. */
export const recipeParts = ['prompt', 'lora'] as const;
export type RecipePart = (typeof recipeParts)[number];

const mostTerms = 100;
const mostLoras = 50;
/** A longer piece is a sentence that no other prompt has. */
const longestTerm = 60;
const longestPrompt = 20_000;

/** "<lora:ink:0.7>", also as LyCORIS writes it; what follows the name is its strength. */
const loraTag = /<(?:lora|lyco|lycoris):([^:<>]{1,200})(?::[^<>]{0,40})?>/giu;

/** A term as terms are compared: without weights, brackets and case. */
export function termKey(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\\([()[\]{}])/gu, '$1')
    .replaceAll(/[()[\]{}<>"]/gu, ' ')
    .replace(/:\s*-?\d+(?:\.\d+)?\s*$/u, '')
    .replaceAll(/\s+/gu, ' ')
    .replace(/[.\s]+$/u, '')
    .trim()
    .toLowerCase();
}

/** The terms of a prompt, each once, in their order. */
export function promptTerms(prompt: string): readonly string[] {
  const pieces = prompt
    .slice(0, longestPrompt)
    .replaceAll(loraTag, ',')
    .split(/[,;|\n]|\.\s|\bBREAK\b|\bAND\b/u);
  const terms = new Set<string>();
  for (const piece of pieces) {
    const term = termKey(piece);
    if (term.length < 2 || term.length > longestTerm || !/\p{L}/u.test(term)) continue;
    terms.add(term);
    if (terms.size === mostTerms) break;
  }
  return [...terms];
}

/** A LoRA by the name of its file, without folders and ending. */
const loraName = (text: string): string =>
  text
    .trim()
    .replace(/^.*[/\\]/u, '')
    .replace(/\.(?:safetensors|pt|ckpt|bin)$/iu, '')
    .slice(0, 200);

/** Names in a setting: "ink, wash", "ink: 1a2b, wash: 3c", a list of either, or of objects with a name. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    return value.split(',').map((one) => one.split(':')[0] ?? '');
  }
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    if (typeof one === 'string') return namesIn(one);
    if (typeof one !== 'object' || one === null) return [];
    const { name, model, lora } = one as Readonly<Record<string, unknown>>;
    const found = [name, lora, model].find((text) => typeof text === 'string');
    return typeof found === 'string' ? [found] : [];
  });
}

/** The LoRAs of a recipe: those that its prompt calls, and those that its settings name. */
export function lorasOf(
  prompt: string,
  params: Readonly<Record<string, unknown>>,
): readonly string[] {
  const called = [...prompt.slice(0, longestPrompt).matchAll(loraTag)].map(
    ([, name]) => name ?? '',
  );
  const set = ['loras', 'lora', 'lora_hashes', 'lora_name'].flatMap((key) => namesIn(params[key]));
  const names = [...called, ...set].map(loraName).filter((name) => name !== '');
  return [...new Set(names)].slice(0, mostLoras);
}

/** The parts of a recipe as the `generation` column holds it; of what is none, nothing. */
export function partsOfRecipe(
  generation: string,
): readonly { readonly part: RecipePart; readonly value: string }[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(generation);
  } catch {
    return [];
  }
  if (typeof parsed !== 'object' || parsed === null) return [];
  const { prompt, params } = parsed as Readonly<Record<string, unknown>>;
  const text = typeof prompt === 'string' ? prompt : '';
  // The border: settings of any program; each value is looked at before it is used.
  const settings = typeof params === 'object' && params !== null ? params : {};
  return [
    ...promptTerms(text).map((value) => ({ part: 'prompt' as const, value })),
    ...lorasOf(text, settings as Readonly<Record<string, unknown>>).map((value) => ({
      part: 'lora' as const,
      value,
    })),
  ];
}
