/**
 * Other ways in which networks of the same shapes are used, for one that nobody described. Each is
 * tried on the same tile, and the one that fits best is taken (`fit.ts`). Names in comments are
 * the published networks that are used so.
 */
import type { ModelManifest } from '#domain/local-model.ts';

type Use = Partial<ModelManifest>;

const signed: Use = { range: [-1, 1], outputRange: [-1, 1] };

const byNormal: readonly Use[] = [
  // U²-Net, BiRefNet, RMBG 2.
  { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] },
  // IS-Net, RMBG 1.4.
  { mean: [0.5, 0.5, 0.5], deviation: [1, 1, 1] },
  // MODNet, PP-Matting.
  { mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] },
  { range: [0, 255] },
];

/** Four channels: LaMa's way is the first guess. */
const byChannels: readonly Use[] = [
  // MI-GAN and Co-Mod-GAN without their pipelines: the mask first, from −0.5 to 0.5.
  { ...signed, mask: 'before_colours', maskOnes: 'keep', maskOffset: 0.5 },
  // FcF and MAT.
  { ...signed, mask: 'before_colours', maskOnes: 'hole', maskOffset: 0.5 },
  // DeepFill and its kin.
  { ...signed, mask: 'after_colours', maskOnes: 'hole' },
  { mask: 'before_colours', maskOnes: 'hole' },
];

const other = { hole: 'keep', keep: 'hole' } as const;

/** What may be meant as well; the guess itself is not among it. */
export function alternativesTo(manifest: ModelManifest): readonly ModelManifest[] {
  const uses = usesLike(manifest);
  return uses.map((use) => ({ ...manifest, ...use }));
}

function usesLike(manifest: ModelManifest): readonly Use[] {
  const isBytes = manifest.dtype === 'uint8';
  switch (manifest.task) {
    case 'matting':
      return isBytes ? [] : byNormal;
    case 'upscale':
      return isBytes ? [] : [{ range: [0, 255], outputRange: [0, 255] }, signed];
    case 'inpaint': {
      if (manifest.mask !== 'input') return isBytes ? [] : byChannels;
      const turned: Use = { maskOnes: other[manifest.maskOnes] };
      return isBytes ? [turned] : [turned, signed, { ...signed, ...turned }];
    }
    case 'face_detection':
    case 'face_swap':
      return [];
  }
}

/** An enlarger that answers with one plane of the tile's size: it may cut out instead. */
export const asMatting = (manifest: ModelManifest): ModelManifest => ({
  ...manifest,
  task: 'matting',
  scale: 1,
  activation: 'sigmoid',
  multipleOf: 32,
  fixed: manifest.fixed ?? { width: 1024, height: 1024 },
});
