import { describe, expect, it } from 'vitest';

import { bytesOf, bytesOfU32, concat } from '../bytes.ts';
import { deflate } from '../deflate.ts';
import { pngChunk, pngSignature } from '../png/chunks.ts';

import { readMade } from './read.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const png = (...chunks: readonly (readonly [string, Uint8Array])[]): Uint8Array =>
  concat([pngSignature, ...chunks.map(([type, data]) => pngChunk(type, data))]);
const tEXt = (keyword: string, text: string) => ['tEXt', utf8(`${keyword}\0${text}`)] as const;
const made = (...chunks: readonly (readonly [string, Uint8Array])[]) =>
  readMade(png(...chunks), 'png');
const json = (value: unknown): string => JSON.stringify(value);

const infotext = [
  'a misty owl, (ink:1.2), <lora:wash:0.7>',
  'second line',
  'Negative prompt: blurry, Steps of stone',
  'lowres',
  'Steps: 28, Sampler: DPM++ 2M Karras, CFG scale: 7.5, Seed: 1234567890, Size: 512x768, Model hash: abc123, Model: dreamshaper_8, Lora hashes: "wash: 1a2b, other: 3c", Version: v1.9.0',
].join('\n');
const infotextMade = {
  provider: 'stable-diffusion-webui',
  model: 'dreamshaper_8',
  prompt: 'a misty owl, (ink:1.2), <lora:wash:0.7>\nsecond line',
  negative: 'blurry, Steps of stone\nlowres',
  seed: 1234567890,
  params: {
    steps: 28,
    sampler: 'DPM++ 2M Karras',
    cfg_scale: 7.5,
    size: '512x768',
    model_hash: 'abc123',
    lora_hashes: 'wash: 1a2b, other: 3c',
    version: 'v1.9.0',
  },
};

/** A TIFF structure whose EXIF directory has a comment, as JPEG and WebP carry it. */
function exifComment(comment: Uint8Array): Uint8Array {
  const entry = (tag: number, type: number, count: number, at: number) =>
    concat([Uint8Array.of(tag >> 8, tag & 255, 0, type), bytesOfU32(count), bytesOfU32(at)]);
  return concat([
    bytesOf('MM\0*\0\0\0\x08\0\x01'),
    entry(0x8769, 4, 1, 26),
    bytesOfU32(0),
    bytesOf('\0\x01'),
    entry(0x9286, 7, comment.length, 44),
    bytesOfU32(0),
    comment,
  ]);
}
const utf16 = (text: string, little: boolean): Uint8Array =>
  Uint8Array.from(
    Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).flatMap((code) => {
      return little ? [code & 255, code >> 8] : [code >> 8, code & 255];
    }),
  );

describe('A6 AUTOMATIC1111', () => {
  it('reads its text from tEXt, zTXt and iTXt alike', async () => {
    const packed = await deflate(utf8(infotext));
    for (const chunk of [
      tEXt('parameters', infotext),
      ['zTXt', concat([bytesOf('parameters\0\0'), packed])] as const,
      ['iTXt', concat([bytesOf('parameters\0\0\0\0\0'), utf8(infotext)])] as const,
      ['iTXt', concat([bytesOf('parameters\0\x01\0en\0\0'), packed])] as const,
    ]) {
      expect(await made(chunk)).toEqual({ ai: true, generation: infotextMade });
    }
  });

  it.each([true, false])('reads the comment of a JPEG, little end first: %s', async (little) => {
    const exif = exifComment(concat([bytesOf('UNICODE\0'), utf16(infotext, little)]));
    expect((await readMade(new Uint8Array(0), 'jpeg', { exif })).generation).toEqual(infotextMade);
  });

  it('takes the hash where no model is named, and other languages as they are', async () => {
    const text = '안개 낀 숲 🦊\nSteps: 4, Seed: 7, Model hash: ff00';
    expect((await made(tEXt('parameters', text))).generation).toMatchObject({
      model: 'hash ff00',
      prompt: '안개 낀 숲 🦊',
      seed: 7,
    });
  });

  it('leaves a text alone that is none', async () => {
    expect(await made(tEXt('parameters', 'exposure 1/60, seed cake'))).toEqual({ ai: false });
  });
});

describe('A6 ComfyUI', () => {
  const graph = {
    '3': {
      class_type: 'KSampler',
      inputs: {
        seed: 987654321012345,
        steps: 20,
        cfg: 8,
        sampler_name: 'euler',
        scheduler: 'normal',
        model: ['10', 0],
        positive: ['20', 0],
        negative: ['7', 0],
        latent_image: ['5', 0],
      },
    },
    '4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'xl/base.safetensors' } },
    '10': {
      class_type: 'LoraLoader',
      inputs: { lora_name: 'ink.safetensors', model: ['4', 0], clip: ['4', 1] },
    },
    '20': { class_type: 'ConditioningCombine', inputs: { conditioning_1: ['6', 0] } },
    '6': { class_type: 'CLIPTextEncode', inputs: { text: 'a harbour', clip: ['4', 1] } },
    '7': { class_type: 'CLIPTextEncode', inputs: { text: 'watermark', clip: ['4', 1] } },
  };
  const wanted = {
    provider: 'comfyui',
    model: 'base',
    prompt: 'a harbour',
    negative: 'watermark',
    seed: 987654321012345,
    params: { steps: 20, cfg: 8, sampler_name: 'euler', scheduler: 'normal', loras: 'ink' },
  };

  it('follows the wires from the sampler', async () => {
    expect((await made(tEXt('prompt', json(graph)))).generation).toEqual(wanted);
  });

  it('reads NaN, and keeps a seed that no number holds', async () => {
    const text = json({ ...graph, '9': { class_type: 'X', inputs: {}, is_changed: 'NAN' } })
      .replace('"NAN"', '[NaN]')
      .replace('987654321012345', '18446744073709551615')
      .replace('a harbour', 'a harbour, 1234567890123456789, NaN');
    const { generation } = await made(tEXt('prompt', text));
    expect(generation).toMatchObject({
      prompt: 'a harbour, 1234567890123456789, NaN',
      params: { seed: '18446744073709551615' },
    });
    expect(generation?.seed).toBeUndefined();
  });

  it('reads a guider with its noise and steps beside it', async () => {
    const flux = {
      '1': {
        class_type: 'SamplerCustomAdvanced',
        inputs: {
          noise: ['2', 0],
          guider: ['3', 0],
          sampler: ['4', 0],
          sigmas: ['5', 0],
          latent_image: ['9', 0],
        },
      },
      '2': { class_type: 'RandomNoise', inputs: { noise_seed: 5 } },
      '3': { class_type: 'BasicGuider', inputs: { model: ['6', 0], conditioning: ['7', 0] } },
      '4': { class_type: 'KSamplerSelect', inputs: { sampler_name: 'euler' } },
      '5': { class_type: 'BasicScheduler', inputs: { scheduler: 'simple', steps: 4 } },
      '6': { class_type: 'UNETLoader', inputs: { unet_name: 'flux1-schnell.sft' } },
      '7': { class_type: 'CLIPTextEncode', inputs: { text: 'a fox' } },
    };
    expect((await made(tEXt('prompt', json(flux)))).generation).toEqual({
      provider: 'comfyui',
      model: 'flux1-schnell',
      prompt: 'a fox',
      seed: 5,
      params: { steps: 4, sampler_name: 'euler', scheduler: 'simple' },
    });
  });

  it('reads the drawn graph where only that is there', async () => {
    const input = (name: string, link: number) => ({ name, link });
    const workflow = {
      nodes: [
        {
          id: 3,
          type: 'KSampler',
          inputs: [input('model', 1), input('positive', 2), input('latent_image', 3)],
          widgets_values: [42, 'fixed', 20, 8, 'euler', 'normal', 1],
        },
        { id: 4, type: 'CheckpointLoaderSimple', widgets_values: ['v1-5.ckpt'] },
        { id: 6, type: 'CLIPTextEncode', widgets_values: ['a lantern'] },
      ],
      links: [
        [1, 4, 0, 3, 0, 'MODEL'],
        [2, 6, 0, 3, 1, 'CONDITIONING'],
      ],
    };
    expect((await made(tEXt('workflow', json(workflow)))).generation).toMatchObject({
      model: 'v1-5',
      prompt: 'a lantern',
      seed: 42,
      params: { steps: 20, cfg: 8 },
    });
  });

  it('ends for wires in a circle', async () => {
    const circle = {
      '1': { class_type: 'KSampler', inputs: { positive: ['2', 0], seed: ['2', 0] } },
      '2': { class_type: 'X', inputs: { a: ['3', 0] } },
      '3': { class_type: 'X', inputs: { a: ['2', 0], text: 'round' } },
    };
    expect((await made(tEXt('prompt', json(circle)))).generation?.prompt).toBe('round');
  });
});

describe('A6 others', () => {
  it('reads InvokeAI, old and new', async () => {
    const now = { positive_prompt: 'tulip', negative_prompt: 'grey', seed: 3, steps: 30 };
    const model = { name: 'Juggernaut XL', base: 'sdxl' };
    expect((await made(tEXt('invokeai_metadata', json({ ...now, model })))).generation).toEqual({
      provider: 'invokeai',
      model: 'Juggernaut XL',
      prompt: 'tulip',
      negative: 'grey',
      seed: 3,
      params: { steps: 30 },
    });
    const old = { model_weights: 'sd-1.4', image: { prompt: [{ prompt: 'a [b] c' }], seed: 9 } };
    expect((await made(tEXt('sd-metadata', json(old)))).generation).toMatchObject({
      model: 'sd-1.4',
      negative: 'b',
      seed: 9,
    });
  });

  it('reads SwarmUI, NovelAI and Midjourney', async () => {
    const swarm = {
      sui_image_params: { prompt: 'a cat', model: 'OfficialStableDiffusion/xl', seed: 4 },
    };
    expect((await made(tEXt('parameters', json(swarm)))).generation).toMatchObject({
      provider: 'swarmui',
      model: 'xl',
      prompt: 'a cat',
      seed: 4,
    });
    const novel = [
      tEXt('Software', 'NovelAI'),
      tEXt('Source', 'NovelAI Diffusion V3'),
      tEXt('Description', 'a knight'),
      tEXt('Comment', json({ seed: 8, uc: 'bad', steps: 28 })),
    ];
    expect((await made(...novel)).generation).toMatchObject({
      model: 'NovelAI Diffusion V3',
      prompt: 'a knight',
      negative: 'bad',
      seed: 8,
    });
    const job = '0b5e1111-2222-3333-4444-555566667777';
    const journey = `misty owl, well-lit --ar 2:3 --v 6.1 --no text --seed 77 --tile Job ID: ${job}`;
    expect((await made(tEXt('Description', journey))).generation).toEqual({
      provider: 'midjourney',
      model: 'Midjourney 6.1',
      prompt: 'misty owl, well-lit',
      negative: 'text',
      seed: 77,
      params: { ar: '2:3', tile: 'yes', job_id: job },
    });
    expect(await made(tEXt('Description', 'a holiday in May'))).toEqual({ ai: false });
  });

  it('believes IPTC that a model made it', async () => {
    const xmp = utf8(
      '<x d="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/>',
    );
    expect(await readMade(new Uint8Array(0), 'jpeg', { xmp })).toEqual({ ai: true });
  });
});

describe('A6 what is hostile', () => {
  it.each([
    ['broken JSON', 'prompt', '{"3": {"class_type": "KSampler", '],
    ['a list', 'prompt', '[1, 2]'],
    ['a deep nest', 'prompt', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
    [
      'numbers for texts',
      'invokeai_metadata',
      '{"positive_prompt": {}, "model": [1], "seed": "x"}',
    ],
    ['lone quotes', 'parameters', `Steps: 1, A: "${'\\'.repeat(9999)}`],
    ['blanks', 'Description', `${' '.repeat(20_000)}Job ID: x`],
  ])('%s ends well and fast', async (_name, keyword, text) => {
    const start = performance.now();
    const { generation } = await made(tEXt(keyword, text));
    expect(generation?.prompt).toBeUndefined();
    // Generous: a busy machine is slow, not wrong.
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('keeps of huge and dirty values what is bounded and clean', async () => {
    const params = Object.fromEntries(
      Array.from({ length: 500 }, (_, at) => [`k${at}`, 'v'.repeat(2000)]),
    );
    const text = json({
      positive_prompt: `a\u0000\u001b[31m${'b'.repeat(100_000)}`,
      ...params,
      __proto__: 1,
    });
    const { generation } = await made(tEXt('invokeai_metadata', text));
    expect(generation?.prompt).toHaveLength(20_000 - 2);
    expect(generation?.prompt?.startsWith('a[31mb')).toBe(true);
    expect(Object.keys(generation?.params ?? {}).length).toBeLessThanOrEqual(64);
    expect(json(generation).length).toBeLessThan(70_000);
  });

  it('never unpacks a bomb', async () => {
    const bomb = await deflate(new Uint8Array(50_000_000));
    const chunk = ['zTXt', concat([bytesOf('parameters\0\0'), bomb])] as const;
    expect(await made(chunk)).toEqual({ ai: false });
  });
});
