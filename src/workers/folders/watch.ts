/**
 * Watches linked folders while the tab is seen: a quiet scan at the start, on coming back, when
 * the browser hints at a change, and every so often, since hints get lost (a third of 10 000
 * were, without a word). One tab of all watches; another takes over when it goes or is hidden.
 */
import type { FolderRow } from '#domain/contract/folders.ts';
import type { FolderId } from '#domain/id.ts';

/** All in ms. */
const paces = {
  every: 30_000,
  /** A scan that took long is not repeated before ten times as long. */
  rest: 10,
  /** After a hint it waits for the rest of them. */
  hint: 1_000,
};

interface Watched {
  readonly library: string;
  readonly rows: () => Promise<readonly FolderRow[]>;
  readonly access: (folder: FolderId, access: 'read' | 'readwrite') => Promise<string>;
  readonly scan: (folder: FolderId) => Promise<void>;
  readonly handle: (folder: FolderId) => Promise<FileSystemDirectoryHandle | null>;
  readonly onChange: (listener: (tables: readonly string[] | null) => void) => () => void;
  /** The watched folders that a person must allow again. */
  readonly onAccess: (folders: readonly FolderRow[]) => void;
}

interface Observer {
  observe(handle: FileSystemHandle, options: { readonly recursive: boolean }): Promise<void>;
  disconnect(): void;
}
type ObserverMaker = new (onRecords: () => void) => Observer;
const observerMaker = (): ObserverMaker | null => {
  const maker: unknown = Reflect.get(globalThis, 'FileSystemObserver');
  // The border: an API that TypeScript does not know; what it cannot do is caught where it is used.
  return typeof maker === 'function' ? (maker as ObserverMaker) : null;
};

/** Starts watching; returns what ends it. */
export function startWatching(watched: Watched): () => void {
  let ended = false;
  let letGo: (() => void) | null = null;
  let asking: AbortController | null = null;
  let looking = false;
  /** Somebody wanted everything looked at while a look was on its way. */
  let again = false;
  const observers = new Map<FolderId, { readonly stop: () => void }>();
  const scannedAt = new Map<FolderId, number>();

  const dueAt = (row: FolderRow): number => {
    const took =
      row.task?.started_at && row.task.finished_at ? row.task.finished_at - row.task.started_at : 0;
    const last = Math.max(scannedAt.get(row.id) ?? 0, row.task?.finished_at ?? 0);
    return last + Math.max(paces.every, took * paces.rest);
  };

  const isOpen = ({ task }: FolderRow): boolean =>
    task?.status === 'running' || task?.status === 'pending';

  const scan = async (row: FolderRow): Promise<void> => {
    scannedAt.set(row.id, Date.now());
    await watched.scan(row.id);
  };

  /** Looks after every folder; `all`: whether or not it is time. */
  const look = async (all: boolean): Promise<void> => {
    if (looking || ended) {
      again ||= all;
      return;
    }
    looking = true;
    try {
      const rows = (await watched.rows()).filter(({ role }) => role === 'watched');
      const closed: FolderRow[] = [];
      for (const row of rows) {
        if ((await watched.access(row.id, 'read')) !== 'granted') {
          closed.push(row);
          continue;
        }
        if (letGo === null || row.settings.paused) continue;
        await observe(row);
        if (!isOpen(row) && (all || Date.now() >= dueAt(row))) await scan(row);
      }
      for (const [id, { stop }] of observers) {
        if (rows.some((row) => row.id === id && !row.settings.paused)) continue;
        stop();
        observers.delete(id);
      }
      watched.onAccess(closed);
    } finally {
      looking = false;
    }
    if (!again) return;
    again = false;
    await look(true);
  };

  /** Lets the browser hint at changes, where it can. */
  const observe = async (row: FolderRow): Promise<void> => {
    const Maker = observerMaker();
    if (Maker === null || observers.has(row.id)) return;
    const handle = await watched.handle(row.id);
    if (handle === null || ended) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new Maker(() => {
      clearTimeout(timer);
      timer = setTimeout(() => void scan(row).catch(() => undefined), paces.hint);
    });
    observers.set(row.id, {
      stop: () => {
        clearTimeout(timer);
        observer.disconnect();
      },
    });
    await observer.observe(handle, { recursive: true }).catch(() => undefined);
  };

  const seen = (): void => {
    if (document.visibilityState === 'hidden') return hide();
    if (letGo !== null) return void look(true).catch(() => undefined);
    if (asking !== null) return;
    asking = new AbortController();
    navigator.locks
      .request(`inkreel:${watched.library}:watch`, { signal: asking.signal }, async () => {
        if (ended) return;
        const held = new Promise<void>((resolve) => {
          letGo = resolve;
        });
        void look(true).catch(() => undefined);
        await held;
      })
      // Given up because the tab was hidden.
      .catch(() => undefined);
    // Access is looked at in every tab, whoever watches.
    void look(false).catch(() => undefined);
  };

  const hide = (): void => {
    asking?.abort();
    asking = null;
    letGo?.();
    letGo = null;
    for (const { stop } of observers.values()) stop();
    observers.clear();
  };

  const timer = setInterval(() => {
    if (letGo !== null) void look(false).catch(() => undefined);
  }, paces.every / 6);
  const stopListening = watched.onChange((tables) => {
    if (tables === null || tables.includes('folders')) void look(false).catch(() => undefined);
  });
  document.addEventListener('visibilitychange', seen);
  addEventListener('focus', seen);
  seen();
  return () => {
    ended = true;
    hide();
    clearInterval(timer);
    stopListening();
    document.removeEventListener('visibilitychange', seen);
    removeEventListener('focus', seen);
  };
}
