import { describe, expect, it } from 'vitest';

import type { SyncFile } from '../blobs/opfs.ts';
import { gatherFrames } from './gathered-frames.ts';

const page = 64;

/** A file in memory that counts what it is asked. */
function memoryFile(room = Infinity): {
  file: SyncFile;
  bytes: () => Uint8Array;
  writes: number[];
} {
  let content = new Uint8Array();
  const writes: number[] = [];
  const file: SyncFile = {
    write: (bytes, { at }) => {
      if (at + bytes.length > room) return 0;
      writes.push(bytes.length);
      if (at + bytes.length > content.length) {
        const longer = new Uint8Array(at + bytes.length);
        longer.set(content);
        content = longer;
      }
      content.set(bytes, at);
      return bytes.length;
    },
    read: (bytes, { at }) => {
      const part = content.subarray(at, at + bytes.length);
      bytes.set(part);
      return part.length;
    },
    flush: () => undefined,
    close: () => undefined,
    getSize: () => content.length,
    truncate: (size) => {
      const shorter = new Uint8Array(size);
      shorter.set(content.subarray(0, size));
      content = shorter;
    },
  };
  return { file, bytes: () => content, writes };
}

/** The head of a frame; `size` is the size of the database after a commit, 0 within a transaction. */
function head(number: number, size: number): Uint8Array {
  const bytes = new Uint8Array(24).fill(number + 1);
  new DataView(bytes.buffer).setUint32(4, size);
  return bytes;
}

const body = (number: number): Uint8Array => new Uint8Array(page).fill(number);

/** Appends a transaction of frames behind `at`; the place behind it. */
function transaction(file: SyncFile, at: number, frames: number): number {
  let place = at;
  for (let frame = 0; frame < frames; frame += 1) {
    file.write(head(frame, frame === frames - 1 ? 9 : 0), { at: place });
    file.write(body(frame), { at: place + 24 });
    place += 24 + page;
  }
  return place;
}

describe('frames of a log', () => {
  it('are written as one piece once the transaction commits, with the same bytes', () => {
    const [plain, gathered] = [memoryFile(), memoryFile()];
    const file = gatherFrames(gathered.file);
    for (const target of [plain.file, file]) {
      target.write(new Uint8Array(32).fill(7), { at: 0 });
      const end = transaction(target, 32, 20);
      transaction(target, end, 3);
    }
    expect(gathered.writes).toEqual([32, 20 * (24 + page), 3 * (24 + page)]);
    expect(plain.writes).toHaveLength(47);
    expect(gathered.bytes()).toEqual(plain.bytes());
  });

  it('are there for whatever is asked while they wait', () => {
    for (const ask of [
      (file: SyncFile) => file.read(new Uint8Array(page), { at: 32 + 24 }),
      (file: SyncFile) => file.getSize(),
      (file: SyncFile) => file.flush(),
      (file: SyncFile) => file.close(),
      (file: SyncFile) => file.truncate(32 + 24 + page),
      (file: SyncFile) => file.write(new Uint8Array(32), { at: 0 }),
    ]) {
      const { file, bytes } = memoryFile();
      const gathering = gatherFrames(file);
      gathering.write(new Uint8Array(32), { at: 0 });
      gathering.write(head(1, 0), { at: 32 });
      gathering.write(body(1), { at: 56 });
      expect(bytes()).toHaveLength(32);
      ask(gathering);
      expect(bytes().subarray(56)).toEqual(body(1));
    }
  });

  it('are not kept back where a head alone is written over another, as for a checksum', () => {
    const { file, bytes } = memoryFile();
    const gathering = gatherFrames(file);
    gathering.write(new Uint8Array(32), { at: 0 });
    transaction(gathering, 32, 2);
    gathering.read(new Uint8Array(24), { at: 32 });
    gathering.write(head(40, 9), { at: 32 });
    expect(bytes().subarray(32, 56)).toEqual(head(40, 9));
  });

  it('lie in the file after every commit and every other act, as if none had waited', () => {
    let seed = 11;
    const below = (most: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * most);
    };
    const [plain, gathered] = [memoryFile(), memoryFile()];
    const file = gatherFrames(gathered.file);
    const both = (act: (target: SyncFile) => unknown): void => {
      expect(act(file)).toEqual(act(plain.file));
    };
    let at = 32;
    for (let round = 0; round < 800; round += 1) {
      const kind = below(12);
      const number = below(200);
      if (kind === 0) at = 32;
      if (kind <= 1) both((target) => target.write(new Uint8Array(32).fill(number), { at: 0 }));
      else if (kind === 2) both((target) => target.getSize());
      else if (kind === 3) both((target) => target.flush());
      else if (kind === 4) both((target) => target.truncate(at));
      // A page that is written once more within its transaction, at its place.
      else if (kind === 5) both((target) => target.write(body(number), { at: 56 }));
      else if (kind === 6) {
        const place = below(at);
        both((target) => {
          const read = new Uint8Array(page);
          return [target.read(read, { at: place }), read];
        });
      } else {
        const commits = kind > 9;
        const place = at;
        both((target) => target.write(head(number, commits ? 9 : 0), { at: place }));
        // Where SQLite waits for the disk in the middle of a page, it writes two pieces.
        const cut = below(4) === 0 ? below(page - 1) + 1 : page;
        both((target) => target.write(body(number).subarray(0, cut), { at: place + 24 }));
        if (cut < page) {
          both((target) => target.flush());
          const rest = body(number).subarray(cut);
          both((target) => target.write(rest, { at: place + 24 + cut }));
        }
        at = place + 24 + page;
        if (!commits) continue;
      }
      expect(Buffer.compare(gathered.bytes(), plain.bytes()), `act ${String(round)}`).toBe(0);
    }
    expect(gathered.writes.length).toBeLessThan(plain.writes.length);
  });

  it('of a transaction larger than the room go out in pieces', () => {
    const { file, bytes, writes } = memoryFile();
    const gathering = gatherFrames(file);
    gathering.write(new Uint8Array(32), { at: 0 });
    const end = transaction(gathering, 32, 10_000);
    expect(bytes()).toHaveLength(end);
    expect(writes.length).toBeLessThan(8);
  });

  it('throw where the disk is full, and are forgotten then', () => {
    const { file, bytes } = memoryFile(200);
    const gathering = gatherFrames(file);
    gathering.write(new Uint8Array(32), { at: 0 });
    expect(() => transaction(gathering, 32, 3)).toThrow('short');
    gathering.flush();
    expect(bytes()).toHaveLength(32);
    transaction(gathering, 32, 1);
    expect(bytes()).toHaveLength(32 + 24 + page);
  });
});
