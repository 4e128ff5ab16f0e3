/** Whether the answer to a tile has the shape that the work of a model asks for. */
import type { ModelManifest } from '#domain/local-model.ts';
import type { Ran } from './in-worker.ts';
import { trialSize } from './tile.ts';

/** Why it has not, as the rest of a sentence; and the manifest with the scale that was measured. */
export interface JudgedShape {
  readonly reason: string | null;
  readonly manifest: ModelManifest;
}

export function judgeShape(
  manifest: ModelManifest,
  { output, data }: Pick<Ran, 'output' | 'data'>,
): JudgedShape {
  const size = trialSize({ ...manifest, id: '' });
  const area = size.width * size.height;
  const shape = output.join(' × ');
  const given = `${size.width} × ${size.height} pixels`;
  switch (manifest.task) {
    case 'upscale': {
      const scale = Math.sqrt(data.length / (3 * area));
      const [height = 0, width = 0] =
        manifest.layout === 'NCHW' ? output.slice(-2) : output.slice(-3, -1);
      const isWhole =
        Number.isInteger(scale) && width === size.width * scale && height === size.height * scale;
      if (!isWhole || scale < 2 || scale > 16) {
        return { manifest, reason: `its answer to ${given} is ${shape}: not a larger picture` };
      }
      return { manifest: { ...manifest, scale }, reason: null };
    }
    case 'face_detection':
      return {
        manifest,
        reason:
          data.length > 0
            ? null
            : `its answers to ${given} are not those of a detector that finds five points: rows of 1, 1, 4 and 10 numbers for cells of 8, 16 and 32 pixels`,
      };
    case 'inpaint':
    case 'face_swap':
      return {
        manifest,
        reason:
          data.length === 3 * area ? null : `its answer to ${given} is ${shape}: not a picture`,
      };
    case 'matting':
      return {
        manifest,
        reason: data.length === area ? null : `its answer to ${given} is ${shape}: not one matte`,
      };
  }
}

/** Why the numbers of an answer are of no use, or null. */
export function judgeNumbers(data: Float32Array): string | null {
  if (data.length === 0) return 'its answer is empty, or of a type that is no picture';
  return data.every(Number.isFinite) ? null : 'its answer holds numbers that are none (NaN)';
}
