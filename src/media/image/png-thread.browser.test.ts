import { expect, test } from 'vitest';

import { openPngEncoder, type PngEncoder } from '#formats/png/encoder.ts';

import { openPngThread } from './png-thread.ts';

const [width, height] = [640, 500];

/** Rows of a picture with some noise in it, 50 at a time. */
function* lots(): Generator<Uint8ClampedArray> {
  let seed = 1;
  for (let y = 0; y < height; y += 50) {
    yield Uint8ClampedArray.from({ length: width * 50 * 4 }, (_, at) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return at % 4 === 3 ? 255 : (at >> 8) + (seed >> 28);
    });
  }
}

async function packed(open: (sink: (bytes: Uint8Array) => Promise<void>) => PngEncoder) {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const encoder = open(async (bytes) => {
    parts.push(Uint8Array.from(bytes));
  });
  for (const rows of lots()) await encoder.write(rows);
  await encoder.close();
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

const picture = { width, height, hasAlpha: false };

test('a PNG packed in a thread is the same file, byte for byte', async () => {
  const here = await packed((sink) => openPngEncoder(picture, sink));
  const there = await packed((sink) => openPngThread(picture, sink));
  expect(there.length).toBe(here.length);
  expect(there.every((byte, at) => byte === here[at])).toBe(true);
});

test('what the sink throws comes out of the next write or the end', async () => {
  const full = new Error('no room');
  const packer = openPngThread(picture, async () => {
    throw full;
  });
  const all = async (): Promise<void> => {
    for (const rows of lots()) await packer.write(rows);
    await packer.close();
  };
  await expect(all()).rejects.toBe(full);
});

test('rows that do not fit the picture, and rows that are missing, are told', async () => {
  const wide = openPngThread(picture, async () => undefined);
  const tooMany = async (): Promise<void> => {
    await wide.write(new Uint8Array(7));
    await wide.close();
  };
  await expect(tooMany()).rejects.toMatchObject({ code: 'internal' });
  const short = openPngThread(picture, async () => undefined);
  await expect(short.close()).rejects.toMatchObject({ code: 'internal' });
});

test('a thread that is ended in the middle says no more', async () => {
  let given = 0;
  const packer = openPngThread(picture, async () => {
    given += 1;
  });
  for (const rows of lots()) {
    await packer.write(rows);
    break;
  }
  packer.end();
  const before = given;
  await new Promise((resolve) => {
    setTimeout(resolve, 200);
  });
  expect(given).toBe(before);
});
