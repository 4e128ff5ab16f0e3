import { beforeAll, describe, expect, it } from 'vitest';

import { isEngineHere, openEngine } from './engine.ts';
import { probeFacts } from './probe.ts';
import { rememberHandle } from './handles.ts';
import { pour, runFfmpeg, type FfmpegJob } from './run.ts';
import { openScratch, sweepScratch } from './scratch.ts';

const never = new AbortController().signal;
const ran = async (job: Omit<FfmpegJob, 'signal'> & { signal?: AbortSignal }) => {
  const result = await runFfmpeg({ signal: never, ...job });
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};
const scratchFolders = async (): Promise<number> => {
  const root = await navigator.storage.getDirectory();
  const scratch = await root.getDirectoryHandle('inkreel-scratch', { create: true });
  let count = 0;
  for await (const _name of scratch.keys()) count += 1;
  return count;
};
const locksHeld = async (): Promise<number> =>
  ((await navigator.locks.query()).held ?? []).filter(({ name }) =>
    name?.startsWith('inkreel-scratch'),
  ).length;

/** The files of a worker that was ended are let go a moment later: the sweep comes again. */
const swept = (left: number): Promise<void> =>
  expect
    .poll(async () => {
      await sweepScratch();
      return scratchFolders();
    })
    .toBe(left);

/** Two seconds of a moving test picture with a tone. */
const source = ['-f', 'lavfi', '-i', 'testsrc2=size=64x48:rate=10:duration=2'];

/** A comment longer than the lines of a run that are kept. */
const wordy = ['-metadata', `comment=${'word '.repeat(2_000)}`];

beforeAll(async () => {
  const fractions: number[] = [];
  const engine = await openEngine(
    { fetch: true, onFetch: (fraction) => fractions.push(fraction) },
    never,
  );
  expect(engine.ok).toBe(true);
  expect(await isEngineHere()).toBe(true);
});

describe('a run of ffmpeg', () => {
  it('writes a film, seeks in it while writing, and leaves nothing once released', async () => {
    const before = await scratchFolders();
    const seconds: number[] = [];
    const run = await ran({
      arguments: [...source, ...wordy, '-c:v', 'libx264', '-movflags', '+faststart', '/out/a.mp4'],
      inputs: [],
      outputs: ['a.mp4'],
      onProgress: (done) => seconds.push(done),
    });
    const [film] = run.outputs;
    expect(film?.size).toBeGreaterThan(1000);
    const head = new Uint8Array(await film!.slice(0, 64).arrayBuffer());
    expect(String.fromCharCode(...head)).toContain('moov');
    expect(seconds.at(-1)).toBeGreaterThan(1);

    const pieces: Uint8Array[] = [];
    await pour(film!, { write: async (bytes) => void pieces.push(bytes.slice()) }, never);
    const copy = new File(pieces as BlobPart[], 'a.mp4');
    expect(copy.size).toBe(film?.size);
    const probed = await probeFacts(copy, 'a.mp4', { signal: never });
    expect(probed).toMatchObject({
      ok: true,
      value: { codec: 'h264', width: 64, height: 48, fps: 10, duration_s: 2 },
    });
    expect(await scratchFolders()).toBe(before + 1);
    await run.release();
    expect(await scratchFolders()).toBe(before);
    await expect.poll(locksHeld).toBe(0);
  });

  it('reads what lies in private files at its place, many at once, and lets it go', async () => {
    const made = await ran({
      arguments: [...source, '-c:v', 'mpeg4', '/out/a.avi'],
      inputs: [],
      outputs: ['a.avi'],
    });
    const root = await navigator.storage.getDirectory();
    const place = await root.getFileHandle('film.avi', { create: true });
    const writer = await place.createWritable();
    await writer.write(made.outputs[0]!);
    await writer.close();
    await made.release();
    const file = await place.getFile();
    rememberHandle(file, place);
    const probed = (data: Blob) =>
      ran({
        program: 'ffprobe',
        inputs: [{ name: 'a.avi', data }],
        arguments: '-v error -count_packets -show_streams -of json /in/a.avi'.split(' '),
      });
    // The second blob is not known by its place, and read as any other.
    const runs = await Promise.all([probed(file), probed(file), probed(file.slice())]);
    const answers = runs.map(({ log }) => log.stdout.join('\n'));
    expect(answers[0]).toContain('"nb_read_packets": "20"');
    expect(new Set(answers).size).toBe(1);
    await expect
      .poll(() => root.removeEntry('film.avi').then(() => 'removed', String))
      .toBe('removed');
  });

  it('names what cannot be read as damaged, with the words of the program', async () => {
    const result = await runFfmpeg({
      inputs: [{ name: 'a.mp4', data: new Blob(['this is no film, whatever its name may say']) }],
      arguments: ['-i', '/in/a.mp4', '/out/a.mkv'],
      outputs: ['a.mkv'],
      signal: never,
    });
    expect(result).toMatchObject({ ok: false, failure: { code: 'corrupt', what: 'a.mp4' } });
    await expect.poll(locksHeld).toBe(0);
  });

  it('ends at once when cancelled, and leaves nothing', async () => {
    const before = await scratchFolders();
    const controller = new AbortController();
    const start = performance.now();
    const result = await runFfmpeg({
      arguments: ['-re', '-f', 'lavfi', '-i', 'testsrc2=size=320x240', '/out/a.mkv'],
      inputs: [],
      outputs: ['a.mkv'],
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    expect(result).toEqual({ ok: false, failure: { code: 'cancelled' } });
    expect(performance.now() - start).toBeLessThan(20_000);
    await expect.poll(locksHeld).toBe(0);
    await swept(before);
  });

  it('ends a run that takes too long', async () => {
    const result = await runFfmpeg({
      arguments: ['-re', '-f', 'lavfi', '-i', 'testsrc2=size=320x240', '/out/a.mkv'],
      inputs: [],
      outputs: ['a.mkv'],
      signal: never,
      timeout: 1500,
    });
    expect(result).toMatchObject({ ok: false, failure: { code: 'interrupted' } });
  });

  it('sweeps what a dead thread left, and nothing that is in use', async () => {
    await swept(0);
    const root = await navigator.storage.getDirectory();
    const scratch = await root.getDirectoryHandle('inkreel-scratch', { create: true });
    await scratch.getDirectoryHandle('left-behind', { create: true });
    const used = await openScratch(1);
    await sweepScratch();
    expect(await scratchFolders()).toBe(1);
    await used?.release();
    expect(await scratchFolders()).toBe(0);
  });
});
