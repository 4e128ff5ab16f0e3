/** New files entered into the library of 100,000 by the command that an import uses. */
import { milliseconds, openApp } from '../door.mjs';
import { insertRows, setContext } from '../native/database.mjs';
import { hashFor } from '../rows.mjs';
import { assetCount, seededLibrary } from './seeded.mjs';

/** 5,000 new files entered by command, 500 a transaction; the native side replays the same rows. */
export async function measure(bench) {
  const { native } = await seededLibrary(bench);
  const tab = await bench.state.library.newPage();
  await openApp(tab, bench.app);
  const batches = 10;
  const each = 500;
  const files = Array.from({ length: batches * each }, (_, index) => ({
    name: `new arrival ${index}.png`,
    sha256: hashFor(`insert ${index}`),
    size: 100_000 + index,
    kind: 'image',
    mime: 'image/png',
    format: 'png',
    path: `folder/new arrival ${index}.png`,
  }));
  const ours = await tab.evaluate(
    async ([list, size]) => {
      const { commands } = globalThis.inkreel;
      await commands.pauseQueue({});
      const begun = performance.now();
      for (let at = 0; at < list.length; at += size) {
        const answer = await commands.importFiles({
          files: list.slice(at, at + size),
          onDuplicate: 'skip',
          origin: 'import',
        });
        if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
      }
      return performance.now() - begun;
    },
    [files, each],
  );
  const read = (text) => tab.evaluate((sql) => globalThis.inkreel.sql(sql), text);
  const written = {};
  for (const table of ['assets', 'asset_files', 'tasks']) {
    const columns = (await read(`SELECT name FROM pragma_table_info('${table}')`)).map(
      (row) => row.name,
    );
    const from =
      table === 'assets'
        ? `n > ${assetCount}`
        : table === 'asset_files'
          ? `asset_id IN (SELECT id FROM assets WHERE n > ${assetCount})`
          : `kind = 'extract_metadata'`;
    const list = [];
    for (let at = 0; at < files.length; at += each) {
      list.push(
        ...(await read(
          `SELECT ${columns.join(', ')} FROM ${table} WHERE ${from} ORDER BY rowid LIMIT ${each} OFFSET ${at}`,
        )),
      );
    }
    written[table] = list;
  }
  setContext(native);
  const begun = performance.now();
  for (let batch = 0; batch < batches; batch += 1) {
    native.exec('BEGIN IMMEDIATE');
    for (const [table, list] of Object.entries(written)) {
      insertRows(native, table, list.slice(batch * each, (batch + 1) * each), null);
    }
    native.exec('COMMIT');
  }
  const peer = performance.now() - begun;
  await tab.close();
  return [
    {
      what: `insert ${files.length} assets with files, tasks, journal and word index`,
      ours: milliseconds(ours),
      peer: milliseconds(peer),
      ratio: ours / peer,
      goal: '≤ 2 ×',
      good: ours / peer <= 2,
      rows: Object.fromEntries(
        Object.entries(written).map(([table, list]) => [table, list.length]),
      ),
    },
  ];
}
