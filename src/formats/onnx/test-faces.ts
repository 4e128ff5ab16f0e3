/** Small networks for faces that really run, for tests: one that finds a white square, one that mixes. */
import { node, onnxFile, tensor } from './test-encoder.ts';

/** The five points of `faceFinder`, in cells of 32 pixels from the cell that is white. */
export const finderPoints = [
  [-0.5, 2.5],
  [1.5, 2.5],
  [0.5, 3.66],
  [-0.32, 4.62],
  [1.32, 4.62],
] as const;

/**
 * Says, in the form of YuNet, that under every white cell of 32 × 32 there is a face of 4 × 5 cells
 * with `finderPoints`. Takes blue, green, red, 0 to 255; at the finer strides it finds nothing.
 */
export function faceFinder(side = 256): Uint8Array<ArrayBuffer> {
  const rows = (stride: number): number => (side / stride) ** 2;
  const cells = rows(32);
  const repeated = (values: readonly number[]): readonly number[] =>
    Array.from({ length: cells }, () => values).flat();
  const fine = [8, 16].flatMap((stride) =>
    (
      [
        ['cls', 1],
        ['obj', 1],
        ['bbox', 4],
        ['kps', 10],
      ] as const
    ).flatMap(([name, numbers]) => [
      tensor(5, `shape_${name}_${stride}`, [3], [1, rows(stride), numbers], 'int64'),
      node('ConstantOfShape', [`shape_${name}_${stride}`], [`${name}_${stride}`]),
    ]),
  );
  return onnxFile({
    inputs: [{ name: 'input', dims: [1, 3, side, side] }],
    outputs: ['cls', 'obj', 'bbox', 'kps'].flatMap((name) =>
      [8, 16, 32].map((stride) => ({
        name: `${name}_${stride}`,
        dims: [1, rows(stride), name === 'bbox' ? 4 : name === 'kps' ? 10 : 1],
      })),
    ),
    parts: [
      node('AveragePool', ['input'], ['mean'], { kernel_shape: [32, 32], strides: [32, 32] }),
      node('Conv', ['mean', 'weights', 'bias'], ['level'], { kernel_shape: [1, 1] }),
      node('Sigmoid', ['level'], ['sure']),
      node('Reshape', ['sure', 'list'], ['cls_32']),
      node('Identity', ['cls_32'], ['obj_32']),
      node('Identity', ['boxes'], ['bbox_32']),
      node('Identity', ['points'], ['kps_32']),
      tensor(5, 'weights', [1, 3, 1, 1], [0.1, 0.1, 0.1]),
      // Half sure at a mean of 230.
      tensor(5, 'bias', [1], [-69]),
      tensor(5, 'list', [3], [1, cells, 1], 'int64'),
      tensor(5, 'boxes', [1, cells, 4], repeated([0.5, 3, Math.log(4), Math.log(5)])),
      tensor(5, 'points', [1, cells, 10], repeated(finderPoints.flat())),
      ...fine,
    ],
  });
}

/** Gives the mean of two faces: one of `side`, the other of half of it. */
export function faceMixer(side = 64): Uint8Array<ArrayBuffer> {
  const weights = Array.from({ length: 36 }, (_, at) =>
    Math.floor(Math.floor(at / 3) / 4) === at % 3 ? 1 : 0,
  );
  return onnxFile({
    inputs: [
      { name: 'source', dims: [1, 3, side / 2, side / 2] },
      { name: 'target', dims: [1, 3, side, side] },
    ],
    outputs: [{ name: 'swapped', dims: [1, 3, side, side] }],
    parts: [
      node('Conv', ['source', 'weights'], ['spread'], { kernel_shape: [1, 1] }),
      node('DepthToSpace', ['spread'], ['large'], { blocksize: 2, mode: 'CRD' }),
      node('Mean', ['large', 'target'], ['swapped']),
      tensor(5, 'weights', [12, 3, 1, 1], weights),
    ],
  });
}
