/** The scripting door of the app, for measurements: opening, waiting, and timing inside the page. */

/** Opens a screen and waits until the library answers. */
export async function openApp(page, address) {
  await page.goto(address);
  await page.waitForFunction(
    async () => {
      const door = globalThis.inkreel;
      if (!door) return false;
      return (await door.queries.counts({}).catch(() => ({ ok: false }))).ok;
    },
    undefined,
    { timeout: 60_000 },
  );
}

/** Median ms in the page of `rounds` runs of one named query. */
export const timeNamed = (page, name, params, rounds) =>
  page.evaluate(
    async ([which, what, times]) => {
      const measured = [];
      for (let round = 0; round <= times; round += 1) {
        const begun = performance.now();
        const answer = await globalThis.inkreel.queries[which](what);
        if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
        if (round > 0) measured.push(performance.now() - begun);
      }
      measured.sort((a, b) => a - b);
      return measured[Math.floor(measured.length / 2)];
    },
    [name, params, rounds],
  );

/** Median ms in the page of `rounds` runs of one SQL text, and how many rows it gave. */
export const timeSql = (page, text, params, rounds) =>
  page.evaluate(
    async ([sql, values, times]) => {
      const measured = [];
      let rows = [];
      for (let round = 0; round <= times; round += 1) {
        const begun = performance.now();
        rows = await globalThis.inkreel.sql(sql, values);
        if (round > 0) measured.push(performance.now() - begun);
      }
      measured.sort((a, b) => a - b);
      return { ms: measured[Math.floor(measured.length / 2)], rows: rows.length };
    },
    [text, params, rounds],
  );

/** Waits until no task waits or runs; asks seldom, for what asks takes of the time that is measured. */
export const quiet = (page) =>
  page.evaluate(async () => {
    for (;;) {
      const answer = await globalThis.inkreel.queries.counts({});
      if (answer.ok && answer.value.pending + answer.value.running === 0) return;
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
    }
  });

export const milliseconds = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;

/** Hands files of the disk to the page, which imports them; their ids in the same order. */
export async function importPaths(page, paths) {
  await page.evaluate(() => {
    if (document.querySelector('#bench-files')) return;
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.id = 'bench-files';
    document.body.append(input);
  });
  await page.setInputFiles('#bench-files', paths);
  const ids = await page.evaluate(async () => {
    const files = [...document.querySelector('#bench-files').files];
    const report = await globalThis.inkreel.import(files);
    const all = [...report.imported, ...report.duplicates];
    return files.map(({ name }) => all.find((one) => one.name === name)?.assetId);
  });
  await quiet(page);
  return ids;
}

/** Runs one task to its end; its row. */
export const performTask = (page, kind, options) =>
  page.evaluate(
    async ([which, given]) => {
      const tasks = await globalThis.inkreel.enqueue(which, given);
      const [row] = await globalThis.inkreel.done(tasks, { timeout: 580_000 });
      if (row.status !== 'completed') throw new Error(`${which}: ${row.failure}`);
      return row;
    },
    [kind, options],
  );

/** Writes the bytes of an asset to the disk, by a download. */
export async function saveAsset(page, id, path) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.evaluate(async (asset) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await globalThis.inkreel.blob(asset));
      link.download = 'asset';
      link.click();
    }, id),
  ]);
  await download.saveAs(path);
}
