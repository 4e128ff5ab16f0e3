/** What the task `backup` stands on in a browser: a copy of the database, folders, files, the outbox. */
import { deviceId, keptHandle } from '#db/device.ts';
import { openOutbox } from '#db/opfs/outbox.ts';
import { removeSnapshots, snapshotDirectory, type Snapshot } from '#db/opfs/snapshot.ts';
import type { Failure } from '#domain/failure.ts';
import type { BackupGround, ByteSink } from '#tasks/context.ts';

/** @param copy has the leader copy the open database under a name */
export function backupGround(
  library: string,
  copy: (name: string) => Promise<unknown>,
): BackupGround {
  return {
    mark: () => markOf(library),
    async copyDatabase() {
      const name = `${crypto.randomUUID()}.sqlite`;
      // The border: the leader answers with what `takeSnapshot` gave.
      const taken = (await copy(name)) as Snapshot;
      const directory = await snapshotDirectory(library);
      const file = await (await directory.getFileHandle(name)).getFile();
      const { schema, takenAt, change, tables, longestStep } = taken;
      return {
        copy: {
          file,
          schema,
          takenAt,
          change,
          tables,
          longestStep,
          // The border: a blob of the database is named by its hash, a rule of its schema.
          blobs: taken.blobs as never,
        },
        drop: () => removeSnapshots(library, name),
      };
    },
    folder: (id) => granted(library, id, 'directory') as Promise<FileSystemDirectoryHandle>,
    async file(id): Promise<ByteSink> {
      const handle = (await granted(library, id, 'file')) as FileSystemFileHandle;
      const writable = await handle.createWritable();
      return {
        write: (bytes) => writable.write(bytes as Uint8Array<ArrayBuffer>),
        close: () => writable.close(),
        abort: () => writable.abort(),
      };
    },
    outbox: (name) => openOutbox(library, name),
  };
}

/** Two devices, or two libraries, that share a folder must not write into one another. */
const markOf = async (library: string): Promise<string> =>
  `${library.slice(0, 8)}-${(await deviceId()).slice(0, 8)}`;

async function granted(
  library: string,
  id: string,
  kind: FileSystemHandle['kind'],
): Promise<FileSystemHandle> {
  const handle = await keptHandle(library, id);
  if (handle?.kind !== kind) {
    throw {
      code: 'not_found',
      what: kind === 'file' ? 'backup file' : 'backup folder',
    } satisfies Failure;
  }
  const state = await permissionOf(handle);
  if (state !== 'granted') {
    // A folder is asked for again and waited for; a file is simply chosen anew.
    if (kind === 'directory') {
      throw { code: 'needs_permission', folder: id, name: handle.name } satisfies Failure;
    }
    const reason = 'the browser no longer allows access to it';
    throw { code: 'not_allowed', what: `“${handle.name}”`, reason } satisfies Failure;
  }
  return handle;
}

/** What the browser says about writing to a handle, without asking anybody. */
export async function permissionOf(handle: FileSystemHandle): Promise<PermissionState> {
  // Absent from the types of TypeScript's library; a border.
  const query: unknown = Reflect.get(handle, 'queryPermission');
  if (typeof query !== 'function') return 'granted';
  const state: unknown = await query.call(handle, { mode: 'readwrite' });
  return state === 'granted' || state === 'denied' ? state : 'prompt';
}
