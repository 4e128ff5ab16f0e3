import { execFileSync } from 'node:child_process';
import { mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { updateCrc } from './crc.ts';
import { centralHeader, endOfDirectory, localHeader } from './records.ts';
import { openZip, type ZipOptions } from './writer.ts';

// The system sums gigabytes faster than ours does; that both say the same is shown below.
vi.mock(import('./crc.ts'), async (original) => {
  const ours = await original();
  return {
    updateCrc: (crc, bytes) =>
      bytes.length < 2 ** 20 ? ours.updateCrc(crc, bytes) : crc32(bytes, crc),
  };
});

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zip-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function zipOf(files: Readonly<Record<string, Uint8Array>>, options?: ZipOptions) {
  const parts: Uint8Array[] = [];
  const zip = openZip(async (bytes) => void parts.push(bytes.slice()), options);
  for (const [name, bytes] of Object.entries(files)) {
    await zip.add(name, async function* pieces() {
      for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
    });
  }
  const { size } = await zip.close();
  const whole = Buffer.concat(parts);
  expect(whole.length).toBe(size);
  return whole;
}

/** What Python's zipfile and the system's unzip see; both check every sum. */
async function readBack(whole: Uint8Array) {
  const path = join(folder, 'test.zip');
  await writeFile(path, whole);
  expect(execFileSync('unzip', ['-tq', path]).toString()).toContain('No errors detected');
  const program = `
import zipfile, json, sys, hashlib
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
print(json.dumps([[i.filename, i.file_size, hashlib.sha256(z.read(i)).hexdigest(), i.date_time, i.extract_version] for i in z.infolist()]))`;
  const answer = execFileSync('python3', ['-c', program, path], {
    maxBuffer: 2 ** 26,
  }).toString();
  return JSON.parse(answer) as [string, number, string, number[], number][];
}

const files = {
  'README.txt': new TextEncoder().encode('Hello\n'),
  'media/empty.png': new Uint8Array(0),
  'media/Laterne – 燈籠 🏮.png': new Uint8Array(5000).map((_, at) => at * 7),
};

describe('openZip', () => {
  for (const forceZip64 of [false, true]) {
    it(`is read by unzip and by Python${forceZip64 ? ', in the long forms of ZIP64' : ''}`, async () => {
      const list = await readBack(await zipOf(files, { forceZip64 }));
      expect(list.map(([name, size]) => [name, size])).toEqual(
        Object.entries(files).map(([name, bytes]) => [name, bytes.length]),
      );
      for (const [, , , date, version] of list) {
        expect(date).toEqual([1980, 1, 1, 0, 0, 0]);
        expect(version).toBe(forceZip64 ? 45 : 20);
      }
    });
  }

  it('gives the same bytes for the same content', async () => {
    expect((await zipOf(files)).equals(await zipOf(files))).toBe(true);
  });

  it('holds an empty archive, and more files than 16 bits can count', async () => {
    const empty = await zipOf({});
    expect(empty.length).toBe(22);
    const many = await zipOf(
      Object.fromEntries(Array.from({ length: 65_540 }, (_, at) => [`${at}`, new Uint8Array(1)])),
    );
    const list = await readBack(many);
    expect(list).toHaveLength(65_540);
  });

  it('notices a file that changes between its two readings', async () => {
    let reading = 0;
    const zip = openZip(async () => undefined);
    const add = zip.add('a', async function* changing() {
      yield new Uint8Array([(reading += 1)]);
    });
    await expect(add).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('writes sizes and places beyond 4 GiB where readers look for them', () => {
    const record = {
      name: new TextEncoder().encode('a'),
      crc: 1,
      size: 5 * 2 ** 32 + 7,
      offset: 6 * 2 ** 32 + 9,
    };
    const local = new DataView(localHeader(record, false).buffer);
    expect(local.getUint32(22, true)).toBe(0xffffffff);
    expect(local.getBigUint64(30 + 1 + 4, true)).toBe(BigInt(record.size));
    const central = new DataView(centralHeader(record, false).buffer);
    expect(central.getUint16(30, true)).toBe(28);
    expect(central.getBigUint64(46 + 1 + 4 + 16, true)).toBe(BigInt(record.offset));
    expect(endOfDirectory(3, record.offset, 100, false)).toHaveLength(56 + 20 + 22);
    expect(endOfDirectory(65_534, 100, 100, false)).toHaveLength(22);
  });
});

describe('an archive of more than 4 GiB', () => {
  it('is read by Python from its directory, with a file behind the 4 GiB', async () => {
    const path = join(folder, 'large.zip');
    const piece = new Uint8Array(16 * 2 ** 20);
    // Holes instead of zeros keep the disk out of the test; the sum is that of zeros.
    const file = await open(path, 'w');
    let at = 0;
    const zip = openZip(async (bytes) => {
      if (bytes !== piece) await file.write(bytes, 0, bytes.length, at);
      at += bytes.length;
    });
    await zip.add('media/zeros.mov', async function* zeros() {
      for (let count = 0; count < 260; count += 1) yield piece;
    });
    await zip.addBytes('after.txt', new TextEncoder().encode('behind the 4 GiB'));
    const { size } = await zip.close();
    await file.close();
    expect(size).toBeGreaterThan(2 ** 32);
    expect((await stat(path)).size).toBe(size);
    const program = `
import zipfile, sys
z = zipfile.ZipFile(sys.argv[1])
i = z.infolist()
print(i[0].file_size, i[1].header_offset > 2**32, z.read('after.txt').decode())`;
    expect(execFileSync('python3', ['-c', program, path]).toString().trim()).toBe(
      `${260 * 16 * 2 ** 20} True behind the 4 GiB`,
    );
  }, 300_000);
});

describe('updateCrc', () => {
  it('equals the system’s, in any pieces', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(200), (bytes, cut) => {
        const pieces = updateCrc(updateCrc(0, bytes.subarray(0, cut)), bytes.subarray(cut));
        expect(pieces).toBe(crc32(bytes));
      }),
    );
    expect(updateCrc(0, new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });
});
