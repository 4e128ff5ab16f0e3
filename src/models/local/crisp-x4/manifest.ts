import { plainManifest } from '#domain/local-model.ts';
import type { LocalModelManifest } from '../manifest.ts';

/** The ×4 sister of Crisp, trained in the same way on the same kinds of drawn pictures. */
export const crispX4: LocalModelManifest = {
  ...plainManifest,
  id: 'inkreel-crisp-x4',
  words: {
    name: 'Crisp ×4',
    description:
      'Makes width and height four times as large in one step. Redraws the edges of flat colour, charts and ' +
      'large letters sharply. Small letters and dense patterns gain little: at a quarter of their size most ' +
      'of them is lost, and it does not invent what cannot be seen.',
    trainedOn:
      'Trained by this project on pictures drawn by its own code (text, lines, shapes, screentone, ' +
      'textures); it has never seen a photograph or anyone’s artwork.',
  },
  task: 'upscale',
  file: 'models/inkreel-crisp-x4.onnx',
  bytes: 391030,
  sha256: 'af57f4c80ddc2d6292ce53daec281ca39cfda84f67a63345fb048645b9ceddea',
  licence: 'MIT',
  commercialUse: true,
  input: 'input',
  output: 'output',
  scale: 4,
  radius: 10,
  overlap: 10,
  tile: { webgpu: 256, wasm: 384 },
  free: { batch: 'n', height: 'h', width: 'w' },
};
