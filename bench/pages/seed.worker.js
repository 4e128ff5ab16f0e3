/**
 * Puts prepared databases where Inkreel looks for them: into the opfs-sahpool of the library
 * "main". Runs on the app's origin but is no part of the app.
 */
globalThis.sqlite3ApiConfig = { disable: { vfs: { opfs: true, 'opfs-wl': true } } };

addEventListener('message', async ({ data: files }) => {
  try {
    const { default: initialise } = await import('/modules/@sqlite.org/sqlite-wasm/dist/index.mjs');
    const sqlite = await initialise();
    const pool = await sqlite.installOpfsSAHPoolVfs({
      name: 'inkreel-main',
      directory: '/libraries/main/db',
      initialCapacity: 12,
    });
    for (const { name, address } of files) {
      const reader = (await fetch(address)).body.getReader();
      await pool.importDb(name, async () => (await reader.read()).value);
    }
    pool.pauseVfs();
    postMessage({ ok: true });
  } catch (thrown) {
    postMessage({ ok: false, reason: String(thrown) });
  }
});
