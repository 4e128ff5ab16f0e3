import { afterAll, expect, test } from 'vitest';

import { openInkreel } from '../client.ts';
import type { ImportLine, KnownAlready, Seen } from './messages.ts';

const library = `import-test-${crypto.randomUUID()}`;
const inkreel = openInkreel({ library });
afterAll(() => inkreel.close());

/** A real PNG, different for each number. */
async function png(number: number, side = 48): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = `hsl(${number % 360} 80% 50%)`;
  context.fillRect(0, 0, side, side);
  context.fillStyle = 'white';
  context.fillText(String(number), 2, 20);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}

const sha256 = async (bytes: BufferSource): Promise<string> =>
  Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

async function temporaryFiles(): Promise<readonly string[]> {
  const root = await navigator.storage.getDirectory();
  const home = await (await root.getDirectoryHandle('libraries')).getDirectoryHandle(library);
  const names: string[] = [];
  for await (const name of (await home.getDirectoryHandle('tmp')).keys()) names.push(name);
  return names;
}

const rows = async (text: string): Promise<readonly Record<string, unknown>[]> => {
  const result = await inkreel.sql(text);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

async function until(text: string, expected: number, within = 60_000): Promise<void> {
  const end = performance.now() + within;
  for (;;) {
    const [row] = await rows(text);
    if (row?.['n'] === expected) return;
    if (performance.now() > end) throw new Error(`${text}: ${String(row?.['n'])}, not ${expected}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('0.03 1.05 1.06 120 pictures and every bad file: each has its line, none stops the rest', async () => {
  const pictures = await Promise.all(Array.from({ length: 120 }, (_, index) => png(index)));
  const [first] = pictures;
  if (!first) throw new Error('no picture');
  const good = pictures.map((bytes, index) => new File([bytes], `picture ${index}.png`));
  const gone = await vanished();
  const truncated = (await png(900)).slice(0, 80);
  const odd = [
    new File([], 'empty.png'),
    new File([new TextEncoder().encode('just words')], 'words.png'),
    new File([truncated], 'truncated.png'),
    new File([await png(901)], 'misnamed.jpg'),
    new File([await png(902)], '🦊 émoji.png'),
    new File([await png(903)], 'صورة.png'),
    new File([await png(904)], `${'n'.repeat(251)}.png`),
    new File([await png(905)], '..'),
    new File([await png(906)], 'nul\0byte.png'),
    new File([first], 'again.png'),
    gone,
  ];
  const told: ImportLine[] = [];
  const began = performance.now();
  const report = await inkreel.importFiles([...good, ...odd], {
    onDuplicate: 'link',
    onOutcome: (outcomes) => told.push(...outcomes),
  });
  const took = performance.now() - began;
  console.log(
    `import: ${Math.round((good.length + odd.length) / (took / 1000))} small files/s stored and entered`,
  );
  expect(report).toMatchObject({ status: 'completed', failure: null });
  expect(report.imported).toHaveLength(120 + 7);
  expect(report.duplicates).toMatchObject([{ name: 'again.png', done: 'linked' }]);
  expect(report.skipped).toMatchObject([{ name: 'words.png', failure: { code: 'unsupported' } }]);
  expect(report.failed.map(({ name }) => name).toSorted()).toEqual(['empty.png', gone.name]);
  expect(told).toHaveLength(good.length + odd.length);
  expect(await temporaryFiles()).toEqual([]);

  const [misnamed] = await rows(
    `SELECT metadata ->> '$.misnamed_as' AS misnamed_as, format FROM assets WHERE name = 'misnamed.jpg'`,
  );
  expect(misnamed).toEqual({ misnamed_as: 'jpg', format: 'png' });
  const [stored] = await rows(`SELECT blob FROM assets WHERE name = 'picture 0.png'`);
  const opened = await inkreel.openBlob(String(stored?.['blob']) as never);
  expect(opened.ok && (await sha256(await opened.value.arrayBuffer()))).toBe(await sha256(first));
  const [task] = await rows(`SELECT status, progress FROM tasks WHERE kind = 'import'`);
  expect(task).toEqual({ status: 'completed', progress: 1 });
});

test('1.11 the facts of all of them are read by the task workers', async () => {
  const began = performance.now();
  await until(
    `SELECT count(*) AS n FROM tasks WHERE kind = 'extract_metadata' AND status IN ('pending', 'running')`,
    0,
  );
  console.log(`extract: all read ${Math.round(performance.now() - began)} ms after the import`);
  const [row] = await rows(
    `SELECT count(*) AS n FROM assets WHERE width = 48 AND height = 48 AND kind = 'image'`,
  );
  // The truncated one too: its header is whole.
  expect(row?.['n']).toBe(127);
});

test('1.06 a big file streams through with its progress, and a cancelled one leaves nothing', async () => {
  const piece = crypto.getRandomValues(new Uint8Array(65_536));
  const header = new TextEncoder().encode('\0\0\0\x18ftypisom\0\0\0\0isommp42');
  const big = (name: string, pieces: number, salt: string): File =>
    new File([header, salt, ...Array.from({ length: pieces }, () => piece)], name);
  const began = performance.now();
  const shares: number[] = [];
  const stopListening = inkreel.onProgress(({ fraction }) => shares.push(fraction));
  const report = await inkreel.importFiles([big('big.mp4', 3200, 'one')], { onDuplicate: 'skip' });
  stopListening();
  // One file, and yet how much of it is stored is told on the way.
  expect(shares.filter((share) => share > 0 && share < 1).length).toBeGreaterThan(1);
  expect(shares).toEqual(shares.toSorted((one, other) => one - other));
  console.log(
    `import: ${Math.round(209_715 / (performance.now() - began))} MB/s for a 210 MB file`,
  );
  expect(report.imported).toHaveLength(1);

  const controller = new AbortController();
  const stopped = inkreel.importFiles([big('stopped.mp4', 3200, 'two')], {
    onDuplicate: 'skip',
    signal: controller.signal,
  });
  for (let tries = 0; (await temporaryFiles()).length === 0 && tries < 500; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  controller.abort();
  expect(await stopped).toMatchObject({ status: 'cancelled', imported: [], failed: [] });
  expect(await temporaryFiles()).toEqual([]);
  const [row] = await rows(`SELECT count(*) AS n FROM assets WHERE name = 'stopped.mp4'`);
  expect(row?.['n']).toBe(0);
});

test('cancelled in the queue, an import stops; what was acknowledged stays', async () => {
  const files = await Promise.all(
    Array.from(
      { length: 150 },
      async (_, index) => new File([await png(5000 + index)], `q${index}.png`),
    ),
  );
  let acknowledged = 0;
  const report = await inkreel.importFiles(files, {
    onDuplicate: 'skip',
    onTask: (task) => void inkreel.commands.cancelTasks({ tasks: [task] }),
    onOutcome: (outcomes) => {
      acknowledged += outcomes.length;
    },
  });
  expect(report.status).toBe('cancelled');
  expect(report.imported.length).toBe(acknowledged);
  expect(acknowledged).toBeLessThan(150);
  const [row] = await rows(`SELECT count(*) AS n FROM assets WHERE name GLOB 'q*.png'`);
  expect(row?.['n']).toBe(acknowledged);
  expect(await temporaryFiles()).toEqual([]);
});

test('2.04 verify marks the assets of missing and changed blobs, and brings back what is whole again', async () => {
  const [missing, changed] = await rows(
    `SELECT id, blob FROM assets WHERE name IN ('picture 1.png', 'picture 2.png') ORDER BY name`,
  );
  const root = await navigator.storage.getDirectory();
  const home = await (await root.getDirectoryHandle('libraries')).getDirectoryHandle(library);
  const shardOf = async (blob: unknown) =>
    (await home.getDirectoryHandle('blobs')).getDirectoryHandle(String(blob).slice(0, 2));
  await (await shardOf(missing?.['blob'])).removeEntry(String(missing?.['blob']));
  const handle = await (await shardOf(changed?.['blob'])).getFileHandle(String(changed?.['blob']));
  const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
  const flip = async (): Promise<void> => {
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
    const writable = await handle.createWritable();
    await writable.write(bytes);
    await writable.close();
  };
  await flip();
  const queued = await inkreel.commands.enqueue({ kind: 'verify', assets: [], settings: {} });
  expect(queued.ok).toBe(true);
  await until(`SELECT count(*) AS n FROM tasks WHERE kind = 'verify' AND status = 'completed'`, 1);
  const [task] = await rows(`SELECT result FROM tasks WHERE kind = 'verify'`);
  expect(JSON.parse(String(task?.['result']))).toMatchObject({
    missing: 1,
    changed: 1,
    unreadable: 0,
    missing_files: [missing?.['blob']],
    changed_files: [changed?.['blob']],
  });
  const states = await rows(
    `SELECT state FROM assets WHERE name IN ('picture 1.png', 'picture 2.png')`,
  );
  expect(states).toEqual([{ state: 'missing' }, { state: 'missing' }]);
  await flip();
  await inkreel.commands.enqueue({ kind: 'verify', assets: [], settings: {} });
  await until(`SELECT count(*) AS n FROM tasks WHERE kind = 'verify' AND status = 'completed'`, 2);
  expect(
    await rows(
      `SELECT name, state FROM assets WHERE name IN ('picture 1.png', 'picture 2.png') ORDER BY name`,
    ),
  ).toEqual([
    { name: 'picture 1.png', state: 'missing' },
    { name: 'picture 2.png', state: 'ready' },
  ]);
});

/** A file whose bytes are gone by the time it is read, like one that a person moves meanwhile. */
async function vanished(): Promise<File> {
  const root = await navigator.storage.getDirectory();
  const name = `vanished-${crypto.randomUUID()}.png`;
  const handle = await root.getFileHandle(name, { create: true });
  const writable = await handle.createWritable();
  await writable.write(await png(999));
  await writable.close();
  const file = await handle.getFile();
  await root.removeEntry(name);
  return file;
}

test('A7: what lies beside files is read with them; what cannot be says so and stops nothing', async () => {
  const text = (name: string, words: string): File => new File([words], name);
  const report = await inkreel.importFiles([
    new File([await png(1001)], 'lamp.png'),
    text(
      'lamp.png.xmp',
      '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description xmlns:x="http://ns.adobe.com/xap/1.0/" x:Rating="4"/></r:RDF>',
    ),
    text('lamp.txt', 'light\nbrass'),
    text('lamp.json', '{ "of": "another program" }'),
    new File([await png(1002)], 'vase.png'),
    new File([await png(1003)], 'vase.webp'),
    text('vase.xmp', '<a/>'),
    text('nobody.xmp', '<a/>'),
    new File([await png(1004)], 'bowl.png'),
    text('bowl.xmp', '<x:xmpmeta'),
    new File([new Uint8Array(9 * 1024 * 1024)], 'bowl.png.json'),
  ]);
  expect(report).toMatchObject({ status: 'completed', skipped: [], failed: [] });
  expect(report.imported.map(({ name }) => name).toSorted()).toEqual([
    'bowl.png',
    'lamp.png',
    'vase.png',
    'vase.webp',
  ]);
  const told = report.sidecars.map(({ name, of, done, failure }) => [
    name,
    of.join(),
    done,
    failure?.code,
  ]);
  const byName = told.toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1));
  expect(byName).toEqual([
    ['bowl.png.json', 'bowl.png', 'unread', 'too_large'],
    ['bowl.xmp', 'bowl.png', 'unread', 'corrupt'],
    ['lamp.json', 'lamp.png', 'foreign', undefined],
    ['lamp.png.xmp', 'lamp.png', 'read', undefined],
    ['lamp.txt', 'lamp.png', 'read', undefined],
    ['nobody.xmp', '', 'unread', 'unsupported'],
    ['vase.xmp', 'vase.png,vase.webp', 'unread', 'unsupported'],
  ]);
  const [lamp] = await rows(
    `SELECT rating, (SELECT group_concat(tag, ' ') FROM (SELECT tag FROM asset_tags
       WHERE asset_id = a.id ORDER BY tag)) AS tags FROM assets a WHERE name = 'lamp.png'`,
  );
  expect(lamp).toEqual({ rating: 4, tags: 'brass light' });
});

test('A1: files are looked at and nothing is stored; what is here already is found by its bytes', async () => {
  const known = new File([await png(1001)], 'the same lamp.png');
  const fresh = await png(1005);
  const seen: Seen[] = [];
  const here: KnownAlready[] = [];
  const before = await rows('SELECT count(*) AS n FROM assets');
  await inkreel.lookAtFiles(
    [
      known,
      new File([fresh], 'new.png'),
      new File([fresh], 'new again.png'),
      // Of the two it is the one to keep, because something lies beside it.
      new File(['tag'], 'new again.txt'),
      new File(['words'], 'words.png'),
    ],
    {
      onArranged: ({ sources }) => expect(sources).toHaveLength(4),
      onSeen: (some) => seen.push(...some),
      onKnown: (some) => here.push(...some),
    },
  );
  expect(seen.map(({ index, judged }) => [index, judged.ok])).toEqual([
    [0, true],
    [1, true],
    [2, true],
    [3, false],
  ]);
  expect(seen[2]?.sidecars).toMatchObject([{ path: 'new again.txt', said: { tags: ['tag'] } }]);
  expect(here).toEqual([
    { index: 0, where: 'library', name: 'lamp.png', trashed: false },
    { index: 1, where: 'choice', twin: 2 },
  ]);
  expect(await rows('SELECT count(*) AS n FROM assets')).toEqual(before);
  expect(await temporaryFiles()).toEqual([]);
});
