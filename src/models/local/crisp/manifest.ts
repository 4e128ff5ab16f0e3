import { plainManifest } from '#domain/local-model.ts';
import type { LocalModelManifest } from '../manifest.ts';

/** Inkreel's own enlarger: small enough to ship with the app, trained as told in training/README.md. */
export const crisp: LocalModelManifest = {
  ...plainManifest,
  id: 'inkreel-crisp-x2',
  words: {
    name: 'Crisp',
    description:
      'Doubles width and height. Redraws the edges of text, line art, flat colour and screens sharply, ' +
      'and cleans light JPEG damage of graphics. Photographs gain a little: it restores edges, it does ' +
      'not invent texture, and letters too small to read stay unreadable.',
    trainedOn:
      'Trained by this project on pictures drawn by its own code (text, lines, shapes, screentone, ' +
      'textures); it has never seen a photograph or anyone’s artwork.',
  },
  task: 'upscale',
  file: 'models/inkreel-crisp-x2.onnx',
  bytes: 146055,
  sha256: '9823aab98c9fd2259006df1d153ac7ffaff48563260cc38a39ea531475d7a9b5',
  licence: 'MIT',
  commercialUse: true,
  input: 'input',
  output: 'output',
  scale: 2,
  radius: 9,
  overlap: 9,
  tile: { webgpu: 256, wasm: 512 },
  free: { batch: 'n', height: 'h', width: 'w' },
};
