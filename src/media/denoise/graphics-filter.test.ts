import { expect, test } from 'vitest';

import { failureFrom } from '#domain/failure.ts';

import { filmDenoiser } from './film.ts';
import { graphicsFilter } from './graphics-filter.ts';

/** A card that takes every order and is lost while the first frame is read back. */
function lostCard() {
  let destroyed = 0;
  const pass = {
    setPipeline: () => undefined,
    setBindGroup: () => undefined,
    dispatchWorkgroups: () => undefined,
    end: () => undefined,
  };
  const buffer = {
    mapAsync: () => Promise.reject(new DOMException('Device is lost', 'AbortError')),
    destroy: () => {
      destroyed += 1;
    },
  };
  const device = {
    lost: new Promise(() => undefined),
    queue: { writeBuffer: () => undefined, submit: () => undefined },
    createShaderModule: () => ({}),
    createComputePipelineAsync: async () => ({ getBindGroupLayout: () => ({}) }),
    createBuffer: () => buffer,
    createBindGroup: () => ({}),
    createCommandEncoder: () => ({
      beginComputePass: () => pass,
      copyBufferToBuffer: () => undefined,
      finish: () => ({}),
    }),
    destroy: () => undefined,
  };
  // The border: what the filter uses of a device, and no more.
  return { device: device as unknown as GPUDevice, destroyed: () => destroyed };
}

test('a card that is lost in the middle of a film interrupts it and is no cancel', async () => {
  const { device, destroyed } = lostCard();
  const film = filmDenoiser(await graphicsFilter(device), [9], { strength: 50, overTime: 100 });
  const plane = { width: 16, height: 16, data: new Uint8Array(256) };
  const thrown = await film.next([plane]).catch((one: unknown) => one);
  expect(failureFrom(thrown)).toMatchObject({
    code: 'interrupted',
    reason: expect.stringContaining('lost'),
  });
  film.close();
  expect(destroyed()).toBeGreaterThan(5);
});
