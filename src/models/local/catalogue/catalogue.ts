/**
 * Published models, in the order in which they are offered. Licences and addresses as their
 * publishers gave them in 2026; "not stated" is said where they said nothing. GitHub's releases
 * cannot be read by a page (no CORS), so what lies there is fetched by hand.
 */
import type { ModelTask } from '#domain/local-model.ts';
import type { CatalogueEntry } from './entry.ts';

export type { CatalogueEntry } from './entry.ts';

export const catalogue: readonly CatalogueEntry[] = [
  {
    id: 'migan-pipeline-v2',
    task: 'inpaint',
    words: {
      name: 'MI-GAN',
      description:
        'Takes things out of photographs, quickly even without a graphics card. The first one to try.',
    },
    bytes: 28_300_000,
    licence: 'MIT',
    commercialUse: true,
    get: 'download',
    url: 'https://huggingface.co/andraniksargsyan/migan/resolve/main/migan_pipeline_v2.onnx',
    sha256: null,
    files: /migan.*pipeline/i,
    manifest: { maskOnes: 'keep', blankHole: false },
  },
  {
    id: 'lama-512-fp16',
    task: 'inpaint',
    words: {
      name: 'LaMa 512 (half precision)',
      description:
        'Continues large structures and repeating patterns. Made so that it runs on graphics cards; holes are filled at 512 × 512.',
    },
    bytes: 107_000_000,
    licence: 'Apache-2.0',
    commercialUse: true,
    get: 'download',
    url: 'https://huggingface.co/g-ronimo/lama/resolve/main/lama_512_fp16.onnx',
    sha256: null,
    files: /lama[_-]?512/i,
    manifest: {
      mask: 'after_colours',
      maskOnes: 'hole',
      blankHole: true,
      fixed: { width: 512, height: 512 },
    },
  },
  {
    id: 'lama-fp32',
    task: 'inpaint',
    words: {
      name: 'LaMa 512 (Carve)',
      description:
        'The same network in full precision, for the processor. Its Fourier steps are known to fail on some graphics cards.',
    },
    bytes: 209_000_000,
    licence: 'Apache-2.0',
    commercialUse: true,
    get: 'download',
    url: 'https://huggingface.co/Carve/LaMa-ONNX/resolve/main/lama_fp32.onnx',
    sha256: null,
    files: /lama[_-]fp32/i,
    manifest: {
      mask: 'input',
      maskOnes: 'hole',
      fixed: { width: 512, height: 512 },
      // It takes 0 to 1 and answers with 0 to 255; its test measures that.
      outputRange: [0, 255],
    },
  },
  {
    id: 'realesrgan-x4-64',
    task: 'upscale',
    words: {
      name: 'Real-ESRGAN ×4 (64-pixel tiles)',
      description:
        'Enlarges photographs four times and invents fine texture. Heavy: without a graphics card a small picture takes minutes.',
    },
    bytes: null,
    licence: 'not stated',
    commercialUse: null,
    get: 'download',
    url: 'https://huggingface.co/lxfater/inpaint-web/resolve/main/realesrgan-x4.onnx',
    sha256: null,
    manifest: { overlap: 6 },
  },
  {
    id: 'real-esrgan-x4-facefusion',
    task: 'upscale',
    words: {
      name: 'Real-ESRGAN ×2, ×4, ×8',
      description: 'Enlarges photographs and invents fine texture; also in half precision.',
    },
    bytes: null,
    licence: 'BSD-3-Clause',
    commercialUse: true,
    get: 'by_hand',
    url: 'https://github.com/facefusion/facefusion-assets/releases/tag/models-3.0.0',
    sha256: null,
    manifest: { overlap: 16 },
  },
  {
    id: 'modern-spanimation-x2',
    task: 'upscale',
    words: {
      name: 'ModernSpanimation ×2',
      description:
        'Small and quick, for modern animation. The file lies in a ZIP: unpack it first.',
    },
    bytes: 1_470_000,
    licence: 'MIT',
    commercialUse: true,
    get: 'by_hand',
    url: 'https://github.com/TNTwise/Models/releases/tag/2x_ModernSpanimationV1',
    sha256: null,
    manifest: {},
  },
  {
    id: 'ultrasharp-v2-x4',
    task: 'upscale',
    words: {
      name: 'UltraSharp V2 ×4',
      description: 'Enlarges illustrations and photographs with crisp detail. Slow (DAT2).',
    },
    bytes: 51_800_000,
    licence: 'CC-BY-NC-SA-4.0',
    commercialUse: false,
    get: 'by_hand',
    url: 'https://huggingface.co/Kim2091/UltraSharpV2',
    sha256: '6c0201e3403745f39a9aa5273c50ed084cf6c4af5a71a4654c30252cf19bf0a5',
    manifest: { overlap: 32 },
  },
  {
    id: 'u2netp',
    task: 'matting',
    words: {
      name: 'U²-Net small',
      description: 'Cuts out people and things. Small and quick; hair and fur stay rough.',
    },
    bytes: 4_700_000,
    licence: 'Apache-2.0',
    commercialUse: true,
    get: 'by_hand',
    url: 'https://github.com/danielgatis/rembg/releases/tag/v0.0.0',
    sha256: null,
    files: /^(u2netp?|u2net_human_seg|silueta)(?![a-z0-9])/i,
    manifest: {
      fixed: { width: 320, height: 320 },
      mean: [0.485, 0.456, 0.406],
      deviation: [0.229, 0.224, 0.225],
      activation: 'stretch',
    },
  },
  {
    id: 'isnet-general-use',
    task: 'matting',
    words: {
      name: 'IS-Net general use',
      description: 'Cuts out people and things with finer edges than U²-Net.',
    },
    bytes: 176_000_000,
    licence: 'Apache-2.0',
    commercialUse: true,
    get: 'by_hand',
    url: 'https://github.com/danielgatis/rembg/releases/tag/v0.0.0',
    sha256: null,
    files: /^isnet(?!.*anime)/i,
    manifest: {
      fixed: { width: 1024, height: 1024 },
      // (pixel − 128) / 256, as its publisher says.
      mean: [0.502, 0.502, 0.502],
      deviation: [1.004, 1.004, 1.004],
      activation: 'stretch',
    },
  },
  {
    id: 'birefnet-lite',
    task: 'matting',
    words: {
      name: 'BiRefNet lite',
      description:
        'Fine hair and fur. Take the lite variant at 512 pixels: the full one wants about 7 GB of graphics memory.',
    },
    bytes: 98_000_000,
    licence: 'MIT',
    commercialUse: true,
    get: 'by_hand',
    url: 'https://huggingface.co/onnx-community',
    sha256: null,
    files: /birefnet/i,
    manifest: {
      mean: [0.485, 0.456, 0.406],
      deviation: [0.229, 0.224, 0.225],
      activation: 'sigmoid',
    },
  },
  {
    id: 'modnet',
    task: 'matting',
    words: {
      name: 'MODNet',
      description: 'Cuts out people, hair included, quickly even without a graphics card.',
    },
    bytes: 25_900_000,
    licence: 'Apache-2.0',
    commercialUse: true,
    get: 'download',
    url: 'https://huggingface.co/Xenova/modnet/resolve/main/onnx/model.onnx',
    sha256: null,
    files: /modnet/i,
    manifest: {
      fixed: { width: 512, height: 512 },
      mean: [0.5, 0.5, 0.5],
      deviation: [0.5, 0.5, 0.5],
    },
  },
  {
    id: 'rmbg',
    task: 'matting',
    words: {
      name: 'RMBG 1.4',
      description: 'Cuts out people and things with fine edges.',
    },
    bytes: 176_000_000,
    licence: 'non-commercial (BRIA)',
    commercialUse: false,
    get: 'by_hand',
    url: 'https://huggingface.co/briaai/RMBG-1.4',
    sha256: null,
    files: /rmbg([_-]?v?1|\.onnx$)/i,
    manifest: {
      fixed: { width: 1024, height: 1024 },
      mean: [0.5, 0.5, 0.5],
      deviation: [1, 1, 1],
      activation: 'stretch',
    },
  },
  {
    id: 'rmbg-2',
    task: 'matting',
    words: {
      name: 'RMBG 2.0',
      description:
        'Finer edges than RMBG 1.4. Large: without a graphics card one picture takes minutes, and memory may not be enough.',
    },
    bytes: 514_000_000,
    licence: 'CC-BY-NC-4.0',
    commercialUse: false,
    get: 'by_hand',
    url: 'https://huggingface.co/briaai/RMBG-2.0',
    sha256: null,
    files: /rmbg[_-]?v?2/i,
    manifest: {
      fixed: { width: 1024, height: 1024 },
      mean: [0.485, 0.456, 0.406],
      deviation: [0.229, 0.224, 0.225],
    },
  },
  {
    id: 'yunet-2023mar',
    task: 'face_detection',
    words: {
      name: 'YuNet',
      description:
        'Finds faces and five points on each, so that nobody has to place them. Very small. It learnt photographs; drawn faces it may miss.',
    },
    bytes: 345_000,
    licence: 'MIT',
    commercialUse: true,
    get: 'by_hand',
    url: 'https://github.com/opencv/opencv_zoo/tree/main/models/face_detection_yunet',
    sha256: null,
    manifest: { channelOrder: 'BGR', range: [0, 255] },
  },
  {
    id: 'blendswap-256',
    task: 'face_swap',
    words: {
      name: 'BlendSwap 256',
      description:
        'Makes a face of two pictures at 256 × 256: the look of the one, turned and lit as the other. For private use only.',
    },
    bytes: null,
    licence: 'non-commercial',
    commercialUse: false,
    get: 'by_hand',
    url: 'https://github.com/facefusion/facefusion-assets/releases/tag/models-3.0.0',
    sha256: null,
    files: /blendswap/i,
    manifest: {
      fixed: { width: 256, height: 256 },
      swap: {
        source: 'source',
        sourceSize: { width: 112, height: 112 },
        sourceRange: [0, 1],
        sourceTemplate: 'arcface_112',
        template: 'ffhq_512',
      },
    },
  },
  {
    id: 'uniface-256',
    task: 'face_swap',
    words: {
      name: 'UniFace 256',
      description: 'Makes a face of two pictures at 256 × 256.',
    },
    bytes: null,
    licence: 'not stated',
    commercialUse: null,
    get: 'by_hand',
    url: 'https://github.com/facefusion/facefusion-assets/releases/tag/models-3.0.0',
    sha256: null,
    files: /uniface/i,
    manifest: {
      fixed: { width: 256, height: 256 },
      range: [-1, 1],
      outputRange: [-1, 1],
      swap: {
        source: 'source',
        sourceSize: { width: 256, height: 256 },
        sourceRange: [0, 1],
        sourceTemplate: 'ffhq_512',
        template: 'ffhq_512',
      },
    },
  },
];

/** The published model whose files are named like this one, of those for the same work. */
export const entryNamedLike = (file: string, task: ModelTask): CatalogueEntry | undefined =>
  catalogue.find((entry) => entry.task === task && entry.files?.test(file));

export const catalogueEntry = (id: string): CatalogueEntry | undefined =>
  catalogue.find((entry) => entry.id === id);

/** The settings with which an entry is fetched (`enqueue('get_model', …)`). */
export const getSettings = (entry: CatalogueEntry, accepted: boolean) => ({
  catalogue: entry.id,
  url: entry.url,
  name: entry.words.name,
  task: entry.task,
  licence: entry.licence,
  commercial_use: entry.commercialUse,
  ...(entry.sha256 === null ? {} : { sha256: entry.sha256 }),
  accepted,
});
