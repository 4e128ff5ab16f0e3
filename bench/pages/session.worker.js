/** A bare ONNX Runtime session in the browser: the model on pixels that are already there, and nothing else. */
addEventListener('message', async ({ data: job }) => {
  try {
    const ort = await import('/modules/onnxruntime-web/dist/ort.wasm.min.mjs');
    ort.env.wasm.wasmPaths = `${location.origin}/modules/onnxruntime-web/dist/`;
    ort.env.wasm.numThreads = job.threads;
    const model = new Uint8Array(await (await fetch(job.model)).arrayBuffer());
    const session = await ort.InferenceSession.create(model, {
      executionProviders: ['wasm'],
      freeDimensionOverrides: { n: 1, h: job.tile, w: job.tile },
      graphOptimizationLevel: 'all',
    });
    const pixels = new Float32Array(3 * job.tile * job.tile).map((_, at) => (at % 255) / 255);
    const run = () =>
      session.run({
        [job.input]: new ort.Tensor('float32', pixels, [1, 3, job.tile, job.tile]),
      });
    await run();
    const tiles = Math.ceil(job.width / job.tile) * Math.ceil(job.height / job.tile);
    const times = [];
    for (let round = 0; round < job.rounds; round += 1) {
      const begun = performance.now();
      for (let done = 0; done < tiles; done += 1) await run();
      times.push(performance.now() - begun);
    }
    times.sort((a, b) => a - b);
    postMessage({
      ok: true,
      ms: times[Math.floor(times.length / 2)],
      isolated: crossOriginIsolated,
    });
  } catch (thrown) {
    postMessage({ ok: false, reason: String(thrown) });
  }
});
