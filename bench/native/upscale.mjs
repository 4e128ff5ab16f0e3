/** The native side of the upscale benchmark: onnxruntime-node with the same model on the same pixels. */
import * as ort from 'onnxruntime-node';

/**
 * Runs the model over a picture in square tiles without overlap; decoding and encoding left out.
 *
 * @returns median ms of the rounds
 */
export async function upscaleNatively({
  model,
  input,
  output,
  width,
  height,
  tile,
  threads,
  rounds,
}) {
  const session = await ort.InferenceSession.create(model, { intraOpNumThreads: threads });
  const pixels = new Float32Array(3 * tile * tile).map((_, at) => (at % 255) / 255);
  const tiles = Math.ceil(width / tile) * Math.ceil(height / tile);
  const run = () =>
    session.run({ [input]: new ort.Tensor('float32', pixels, [1, 3, tile, tile]) }, [output]);
  await run();
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    for (let done = 0; done < tiles; done += 1) await run();
    times.push(performance.now() - begun);
  }
  await session.release();
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}
