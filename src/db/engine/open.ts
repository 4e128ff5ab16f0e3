import type { TaskKind } from '#domain/task-kind.ts';
import type { Connection } from '../connection.ts';
import type { Library } from '../library.ts';

/** What a library needs from outside: two open connections, time, chance, the kinds of task. */
export interface LibraryOptions {
  /** The library itself. Already migrated (see `migrate`), foreign keys on. */
  readonly connection: Connection;
  /** The rebuildable cache of small pictures and peaks. */
  readonly thumbnails: Connection;
  /** Milliseconds UTC. */
  readonly now: () => number;
  /** So many random bytes. */
  readonly random: (count: number) => Uint8Array;
  readonly kinds: readonly TaskKind<never>[];
  /** Stable id of this device, for the journal. */
  readonly device: string;
}

/** Opens a library over two connections. Throws when the database is not migrated. */
export function openLibrary(options: LibraryOptions): Library {
  throw new Error(`not built yet: ${options.device}`);
}
