/** InvokeAI, SwarmUI, NovelAI and Midjourney: each by the names that it writes. */
import { isLoose, looseJson, modelName, said, type Found, type Loose } from './values.ts';

const rest = (all: Loose, taken: readonly string[]): Loose =>
  Object.fromEntries(Object.entries(all).filter(([key]) => !taken.includes(key)));

/** `invokeai_metadata` (3 and later): one flat JSON object; the model is a name or an object. */
export function readInvokeai(json: Loose | undefined): Found | undefined {
  if (!json) return undefined;
  const { model } = json;
  const name = isLoose(model) ? (said(model['name']) ?? said(model['model_name'])) : said(model);
  return {
    provider: 'invokeai',
    model: modelName(name),
    prompt: said(json['positive_prompt']),
    negative: said(json['negative_prompt']),
    seed: said(json['seed']),
    params: rest(json, ['model', 'positive_prompt', 'negative_prompt', 'seed']),
  };
}

/** `sd-metadata` of InvokeAI 2: the settings below `image`, the prompt a text or a list. */
export function readInvokeai2(json: Loose | undefined): Found | undefined {
  const image = json?.['image'];
  if (!json || !isLoose(image)) return undefined;
  const first: unknown = Array.isArray(image['prompt']) ? image['prompt'][0] : image['prompt'];
  const whole = said(isLoose(first) ? first['prompt'] : first)?.slice(0, 20_000);
  // Version 2 wrote what to avoid in brackets into the prompt.
  const negative = whole && [...whole.matchAll(/\[([^\]]{1,2000})\]/g)].map(([, part]) => part);
  return {
    provider: 'invokeai',
    model: said(json['model_weights']),
    prompt: whole?.replaceAll(/\[[^\]]{1,2000}\]/g, ''),
    negative: negative ? negative.join(', ') : undefined,
    seed: said(image['seed']),
    params: rest(image, ['prompt', 'seed']),
  };
}

/** SwarmUI keeps JSON with `sui_image_params` where AUTOMATIC1111 keeps its infotext. */
export function readSwarmui(text: string): Found | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  const params = looseJson(text)?.['sui_image_params'];
  if (!isLoose(params)) return undefined;
  return {
    provider: 'swarmui',
    model: modelName(said(params['model'])),
    prompt: said(params['prompt']),
    negative: said(params['negativeprompt']),
    seed: said(params['seed']),
    params: rest(params, ['model', 'prompt', 'negativeprompt', 'seed']),
  };
}

/** NovelAI: the prompt in `Description`, the model in `Source`, the settings in `Comment`. */
export function readNovelai(texts: ReadonlyMap<string, string>): Found | undefined {
  if (texts.get('Software') !== 'NovelAI') return undefined;
  const comment = looseJson(texts.get('Comment')) ?? {};
  return {
    provider: 'novelai',
    model: texts.get('Source'),
    prompt: texts.get('Description') ?? said(comment['prompt']),
    negative: said(comment['uc']),
    seed: said(comment['seed']),
    params: rest(comment, ['prompt', 'uc', 'seed']),
  };
}

/** Midjourney: "misty owl --ar 2:3 --v 6.1 Job ID: 0b5e…" in `Description`. */
export function readMidjourney(description: string | undefined): Found | undefined {
  const text = description?.slice(0, 25_000) ?? '';
  const at = text.lastIndexOf('Job ID: ');
  const job = /^Job ID: ([\da-f-]{36})\s*$/.exec(text.slice(Math.max(at, 0)))?.[1];
  if (at === -1 || job === undefined) return undefined;
  const whole = text.slice(0, at).trimEnd();
  const flags: Record<string, string> = Object.create(null);
  for (const [, key = '', value = ''] of whole.matchAll(
    /\s--([a-z]{1,20})(?:\s+((?!--)\S{1,200}))?/g,
  )) {
    flags[key] = value === '' ? 'yes' : value;
  }
  const { v, version = v, niji, seed, no, ...params } = flags;
  const start = whole.search(/(^|\s)--[a-z]/);
  const model =
    niji === undefined ? `Midjourney ${version ?? ''}` : `Niji ${niji === 'yes' ? '' : niji}`;
  return {
    provider: 'midjourney',
    model: model.trim(),
    prompt: start === -1 ? whole : whole.slice(0, start),
    negative: no,
    seed,
    params: { ...params, job_id: job },
  };
}
