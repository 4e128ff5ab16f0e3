import type { Sqlite3Static } from '@sqlite.org/sqlite-wasm';

let loading: Promise<Sqlite3Static> | undefined;

/**
 * Loads SQLite once per thread. The two VFSs that need workers of their own are switched off
 * before the module is read, which saves 350 ms; that is why the import is dynamic.
 */
export function loadSqlite(): Promise<Sqlite3Static> {
  loading ??= (async () => {
    Object.assign(globalThis, {
      sqlite3ApiConfig: { disable: { vfs: { opfs: true, 'opfs-wl': true } } },
    });
    const { default: initialise } = await import('@sqlite.org/sqlite-wasm');
    return initialise();
  })();
  return loading;
}
