/**
 * Puts prepared databases where Inkreel looks for them: into the opfs-sahpool of the library
 * "main". Runs on the app's origin but is no part of the app.
 */
globalThis.sqlite3ApiConfig = { disable: { vfs: { opfs: true, 'opfs-wl': true } } };

/** A directory below the private file system's root, made when missing. */
async function directory(...path) {
  let found = await navigator.storage.getDirectory();
  for (const name of path) found = await found.getDirectoryHandle(name, { create: true });
  return found;
}

addEventListener('message', async ({ data: { files, blobs } }) => {
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
    // Empty, but there: what is not would be marked as missing in the middle of the measuring.
    for (const blob of blobs) {
      const shard = await directory('libraries', 'main', 'blobs', blob.slice(0, 2));
      await shard.getFileHandle(blob, { create: true });
    }
    postMessage({ ok: true });
  } catch (thrown) {
    postMessage({ ok: false, reason: String(thrown) });
  }
});
