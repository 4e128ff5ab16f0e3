/** A linked folder of 20,000 real files: the first scan and a scan that finds nothing new, against find and sha256sum. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

import { openApp } from '../door.mjs';

const count = 20_000;
const perFolder = 200;

const crcTable = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = crcTable[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE((crc ^ 0xffffffff) >>> 0, framed.length - 4);
  return framed;
}

/** A small picture, another one for every number. */
function png(number) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(24, 0);
  head.writeUInt32BE(24, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(24 * 73);
  for (let at = 0; at < rows.length; at += 1) {
    rows[at] = at % 73 === 0 ? 0 : (number * 31 + at * (1 + (number % 97))) & 0xff;
  }
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function makeFolder(folder) {
  for (let number = 0; number < count; number += 1) {
    const inside = join(folder, `part-${Math.floor(number / perFolder)}`);
    if (number % perFolder === 0) mkdirSync(inside, { recursive: true });
    writeFileSync(join(inside, `picture-${number}.png`), png(number));
  }
}

/** What a profile needs so that a dropped directory may be read in this run of the browser. */
function allowReading(profile, origin) {
  const exceptions = {
    file_system_write_guard: {
      [`${origin},*`]: { last_modified: '13400000000000000', setting: 1 },
    },
  };
  mkdirSync(join(profile, 'Default'), { recursive: true });
  writeFileSync(
    join(profile, 'Default', 'Preferences'),
    JSON.stringify({ profile: { content_settings: { exceptions } } }),
  );
}

/** Makes the directory picker of the page answer with a directory that is dropped. */
async function choose(page, path) {
  await page.evaluate(() => {
    addEventListener('dragover', (event) => event.preventDefault(), true);
    addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        event.stopImmediatePropagation();
        globalThis.chosen = event.dataTransfer.items[0].getAsFileSystemHandle();
      },
      true,
    );
    globalThis.showDirectoryPicker = () => globalThis.chosen;
  });
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    await session.send('Input.dispatchDragEvent', {
      type,
      x: 200,
      y: 200,
      data: { items: [], files: [path], dragOperationsMask: 1 },
    });
  }
  await page.waitForFunction(() => globalThis.chosen);
}

/** Run time of a scan once it has ended, in ms. */
const scanned = async (page, task) => {
  const row = await page.evaluate(async (id) => {
    for (;;) {
      // By its key, and seldom: asking must not cost what is measured.
      const [row] = await globalThis.inkreel.sql('SELECT * FROM tasks WHERE id = ?', [id]);
      if (row.finished_at !== null) return row;
      await new Promise((resolve) => {
        setTimeout(resolve, 250);
      });
    }
  }, task);
  if (row.status !== 'completed') throw new Error(row.failure);
  return row.finished_at - row.started_at;
};

/** What the browser itself takes, in ms: to list with sizes and times, and to read and hash besides. */
const bare = (page) =>
  page.evaluate(async () => {
    const begun = performance.now();
    const handles = [];
    const list = async (directory) => {
      for await (const entry of directory.values()) {
        if (entry.kind === 'directory') await list(entry);
        else handles.push(entry);
      }
    };
    await list(await globalThis.chosen);
    /** Does something with each, 32 at a time. */
    const each = async (things, act) => {
      const left = things.entries();
      const one = async () => {
        for (const [index, thing] of left) things[index] = await act(thing);
      };
      await Promise.all(Array.from({ length: 32 }, one));
    };
    await each(handles, (handle) => handle.getFile());
    const listed = performance.now() - begun;
    await each(handles, async (file) => {
      await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    });
    return { listed, read: performance.now() - begun };
  });

const timed = (command) => {
  const begun = performance.now();
  execFileSync('sh', ['-c', command], { stdio: 'ignore' });
  return performance.now() - begun;
};

export async function measure({ scratch, server, openBrowser, app }) {
  const folder = join(scratch, 'twenty-thousand');
  makeFolder(folder);
  allowReading(join(scratch, 'folders'), server.origin);
  const context = await openBrowser('folders');
  const page = await context.newPage();
  await openApp(page, `${app}#/folders`);
  await choose(page, folder);
  await page.getByRole('button', { name: 'Link a folder' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/files? to take/).waitFor({ timeout: 120_000 });
  await dialog.getByLabel('The files').selectOption('in_place');
  await dialog.getByRole('button', { name: 'Link and take in' }).click();
  // Facts and thumbnails come after the scan; here they wait, so that only the scan is measured.
  const task = await page.evaluate(async () => {
    for (;;) {
      const [begun] = await globalThis.inkreel.sql(
        `SELECT id FROM tasks WHERE kind = 'scan_folder' AND started_at IS NOT NULL`,
      );
      if (begun) return begun.id;
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
    }
  });
  await page.evaluate(() => globalThis.inkreel.commands.pauseQueue({}));
  const first = await scanned(page, task);
  const [{ files }] = await page.evaluate(() =>
    globalThis.inkreel.sql('SELECT count(*) AS files FROM asset_files'),
  );
  if (files !== count) throw new Error(`${files} of ${count} files were taken`);

  const second = await page.evaluate(async () => {
    const { commands, sql } = globalThis.inkreel;
    // Everything else that waits stays out of the second scan's way.
    const waiting = await sql(`SELECT id FROM tasks WHERE status = 'pending'`);
    await commands.pauseTasks({ tasks: waiting.map(({ id }) => id) });
    await commands.resumeQueue({});
    const [{ id }] = await sql(`SELECT id FROM folders WHERE role = 'watched'`);
    const begun = await commands.scanFolder({ folder: id });
    if (!begun.ok) throw new Error(JSON.stringify(begun.failure));
    return begun.value.task;
  });
  const again = await scanned(page, second);
  const floor = await bare(page);
  await context.close();

  const hashing = timed(`find "${folder}" -type f -print0 | xargs -0 sha256sum`);
  const listing = timed(`find "${folder}" -type f -printf '%p %s %T@\\n'`);
  const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
  return [
    {
      what: 'the same files in the bare browser: listed; listed, read and hashed',
      ours: `${seconds(floor.listed)}; ${seconds(floor.read)}`,
      note: 'a page that keeps nothing and asks for one file after the other, 32 at a time',
    },
    {
      what: `first scan of ${count.toLocaleString('en')} files in place: hashed, entered`,
      ours: seconds(first),
      peer: seconds(hashing),
      ratio: first / hashing,
      note: 'the peer is find and sha256sum, which enter nothing; files of about 2 kB',
    },
    {
      what: 'scan of the same that finds nothing new',
      ours: seconds(again),
      peer: seconds(listing),
      ratio: again / listing,
      note: 'the peer is find, printing size and time',
    },
  ];
}
