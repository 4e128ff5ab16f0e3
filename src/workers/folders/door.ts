/** The page's way to folders of the disk: choosing, allowing, looking, watching. Loaded when used. */
import { askPermission, handleOf, keepHandle, permissionOf } from '#db/folders/handles.ts';
import type { Access, Permission } from '#db/folders/handles.ts';
import type { CommandDoor, QueryDoor } from '#db/client.ts';
import type { FolderMode, FolderRole, FolderRow } from '#domain/contract/folders.ts';
import { failureFrom } from '#domain/failure.ts';
import { uuidv7, type FolderId, type ProjectId } from '#domain/id.ts';
import type { Result } from '#domain/result.ts';
import { fail, ok } from '#domain/result.ts';

import { takePicked, type ImportPicked, type PickedFile } from './picked.ts';
import { previewFolder, type Preview } from './preview.ts';
import { startWatching } from './watch.ts';

/** Whether a folder can be used now; `lost`: this device has no key to it. */
export type FolderAccess = Permission | 'lost';

export type { Access } from '#db/folders/handles.ts';

export interface FolderDoor {
  /** Opens the browser's picker; null when it was closed. */
  pick(access: Access): Promise<Result<FileSystemDirectoryHandle | null>>;
  /** Why a folder cannot be linked in this role (it is, or lies in, a linked one), or null. */
  refusal(handle: FileSystemDirectoryHandle, role: FolderRole): Promise<Refusal | null>;
  preview(
    handle: FileSystemDirectoryHandle,
    signal: AbortSignal,
    onCount: (count: number) => void,
  ): Promise<Preview>;
  /** Keeps the handle, then writes the row. A watched folder is scanned at once. */
  link(
    handle: FileSystemDirectoryHandle,
    choice: {
      readonly role: FolderRole;
      readonly mode?: FolderMode;
      readonly ignore?: readonly string[];
      readonly project?: ProjectId | null;
    },
  ): Promise<Result<FolderId>>;
  /** The handle of a linked folder, where it can be used now. */
  handle(folder: FolderId): Promise<FileSystemDirectoryHandle | null>;
  /** Takes in a folder whose files were chosen once more, in a browser that keeps no handles. */
  takePicked(
    files: readonly PickedFile[],
    importFiles: ImportPicked,
  ): Promise<Result<{ readonly taken: number; readonly known: number }>>;
  access(folder: FolderId, access: Access): Promise<FolderAccess>;
  /** Asks the browser again, with a gesture; what waited for it goes on. */
  allow(folder: FolderId, access: Access): Promise<FolderAccess>;
  /** Another handle for a folder whose key this device does not have, or that was moved. */
  replace(folder: FolderId, handle: FileSystemDirectoryHandle): Promise<Result<null>>;
  /** Watches all linked folders while this tab is seen; one tab of all does it. */
  watch(onAccess: (folders: readonly FolderRow[]) => void): () => void;
}

/** Why a folder was refused, and which linked one is in the way. */
export interface Refusal {
  readonly why: 'linked' | 'inside' | 'around';
  readonly name: string;
  readonly role: FolderRow['role'];
}

interface Picker {
  showDirectoryPicker(options: {
    readonly mode: Access;
    readonly id: string;
  }): Promise<FileSystemDirectoryHandle>;
}
const hasPicker = (value: unknown): value is Picker =>
  typeof value === 'object' && value !== null && 'showDirectoryPicker' in value;

export function openFolderDoor(setting: {
  readonly library: string;
  readonly commands: CommandDoor;
  readonly queries: QueryDoor;
  readonly onChange: (listener: (tables: readonly string[] | null) => void) => () => void;
}): FolderDoor {
  const { library, commands, queries } = setting;
  const rows = async (): Promise<readonly FolderRow[]> => {
    const read = await queries.folders({});
    return read.ok ? read.value : [];
  };
  const accessOf: FolderDoor['access'] = async (folder, access) => {
    const handle = await handleOf(library, folder).catch(() => null);
    return handle === null ? 'lost' : permissionOf(handle, access);
  };

  return {
    async pick(access) {
      const browser: unknown = globalThis;
      if (!hasPicker(browser)) {
        const reason = 'this browser cannot open folders';
        return fail({ code: 'unsupported', what: 'Linking a folder', reason });
      }
      try {
        const id = access === 'read' ? 'inkreel-watched' : 'inkreel-export';
        return ok(await browser.showDirectoryPicker({ mode: access, id }));
      } catch (thrown) {
        if (thrown instanceof DOMException && thrown.name === 'AbortError') return ok(null);
        return fail(failureFrom(thrown));
      }
    },

    async refusal(handle, role) {
      for (const row of await rows()) {
        const other = await handleOf(library, row.id).catch(() => null);
        if (other === null) continue;
        const named = { name: row.name, role: row.role };
        if (await other.isSameEntry(handle)) return { why: 'linked', ...named };
        // Two watched folders may lie in each other; an export never lies in what is watched.
        if (row.role === 'watched' && role === 'watched') continue;
        if (row.role !== 'watched' && role !== 'watched') continue;
        if ((await other.resolve(handle)) !== null) return { why: 'inside', ...named };
        if ((await handle.resolve(other)) !== null) return { why: 'around', ...named };
      }
      return null;
    },

    preview: previewFolder,

    async link(handle, choice) {
      const folder = uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10))) as FolderId;
      try {
        await keepHandle(library, folder, handle);
      } catch (thrown) {
        return fail(failureFrom(thrown));
      }
      const added = await commands.addFolder({ folder, name: handle.name || 'Folder', ...choice });
      if (!added.ok) return added;
      if (choice.role === 'watched') {
        const scan = await commands.scanFolder({ folder });
        if (!scan.ok) return scan;
      }
      return ok(folder);
    },

    async handle(folder) {
      const handle = await handleOf(library, folder).catch(() => null);
      return handle && (await permissionOf(handle, 'read')) === 'granted' ? handle : null;
    },

    takePicked: (files, importFiles) => takePicked({ commands, queries, files, importFiles }),

    access: accessOf,

    async allow(folder, access) {
      const handle = await handleOf(library, folder).catch(() => null);
      if (handle === null) return 'lost';
      const answer = await askPermission(handle, access);
      if (answer === 'granted') {
        await commands.resumeFolderTasks({});
        if (access === 'read') await commands.scanFolder({ folder, quiet: true });
      }
      return answer;
    },

    async replace(folder, handle) {
      try {
        await keepHandle(library, folder, handle);
      } catch (thrown) {
        return fail(failureFrom(thrown));
      }
      await commands.resumeFolderTasks({});
      const scan = await commands.scanFolder({ folder });
      return scan.ok ? ok(null) : scan;
    },

    watch: (onAccess) =>
      startWatching({
        library,
        rows,
        access: accessOf,
        scan: async (folder) => {
          await commands.scanFolder({ folder, quiet: true });
        },
        handle: (folder) => handleOf(library, folder).catch(() => null),
        onChange: setting.onChange,
        onAccess,
      }),
  };
}
