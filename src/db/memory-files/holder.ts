/**
 * Private files where the browser gives none: a tree in the memory of the thread that leads the
 * temporary library, asked by every other thread over a channel. Contents are Blobs, which the
 * browser hands from thread to thread without copying. It lives as long as the temporary database
 * beside it, and says how much room there is.
 */
import { channelOf, parentOf, type Answer, type Ask, type Asked, type Room } from './messages.ts';

const MiB = 1024 * 1024;
/** What a session may keep when the browser does not tell how much memory there is. */
const least = 512 * MiB;
const most = 2048 * MiB;

/** A quarter of the memory that the browser tells of, between 512 MiB and 2 GiB; bytes. */
export function memoryLimit(): number {
  // In GiB, rounded and capped at 8 by the browser; absent in some. A border.
  const told: unknown = Reflect.get(navigator, 'deviceMemory');
  const quarter = typeof told === 'number' ? (told * 1024 * MiB) / 4 : least;
  return Math.min(most, Math.max(least, quarter));
}

/** Keeps the files of a temporary library until the thread ends or the returned function is called. */
export function holdMemoryFiles(library: string, limit = memoryLimit()): () => void {
  const tree = createTree(limit);
  const channel = new BroadcastChannel(channelOf(library));
  channel.addEventListener('message', ({ data }: MessageEvent<Asked | Answer>) => {
    if (!('ask' in data)) return;
    const { id, ask } = data;
    try {
      channel.postMessage({ id, value: tree.answer(ask) } satisfies Answer);
    } catch (thrown) {
      if (!(thrown instanceof DOMException)) throw thrown;
      channel.postMessage({
        id,
        error: { name: thrown.name, message: thrown.message },
      } satisfies Answer);
    }
  });
  return () => channel.close();
}

/** The files themselves; null is a directory. */
export function createTree(limit: number): { readonly answer: (ask: Ask) => unknown } {
  const entries = new Map<string, Blob | null>([['', null]]);
  /** Files whose last content found no room: nobody may take them for whole. */
  const refused = new Set<string>();
  let used = 0;

  const room = (): Room => ({ used, limit });
  const missing = (path: string): DOMException =>
    new DOMException(`nothing is named ${path}`, 'NotFoundError');
  const full = (): DOMException =>
    new DOMException('the memory of this session is full', 'QuotaExceededError');
  const childrenOf = (path: string): readonly string[] => {
    const start = path === '' ? '' : `${path}/`;
    return [...entries.keys()].filter((key) => key !== '' && key.startsWith(start));
  };
  const wanted = (path: string): Blob | null => {
    const entry = entries.get(path);
    if (entry === undefined) throw missing(path);
    if (refused.has(path)) throw full();
    return entry;
  };
  const drop = (path: string): void => {
    used -= entries.get(path)?.size ?? 0;
    entries.delete(path);
    refused.delete(path);
  };
  const keep = (path: string, content: Blob): void => {
    // Only into a directory that is still there; what was removed meanwhile stays removed.
    if (entries.get(parentOf(path)) !== null || !entries.has(path)) return;
    const grown = used - (entries.get(path)?.size ?? 0) + content.size;
    if (grown > limit) {
      refused.add(path);
      return;
    }
    used = grown;
    entries.set(path, content);
    refused.delete(path);
  };

  const answer = (ask: Ask): unknown => {
    const { path } = ask;
    switch (ask.do) {
      case 'room':
        return room();
      case 'open': {
        const entry = entries.get(path);
        if (entry === undefined) {
          if (!ask.create || entries.get(parentOf(path)) !== null) throw missing(path);
          entries.set(path, ask.kind === 'directory' ? null : new Blob());
        } else if ((entry === null) !== (ask.kind === 'directory')) {
          throw new DOMException(`${path} is no ${ask.kind}`, 'TypeMismatchError');
        }
        return room();
      }
      case 'read':
        return wanted(path);
      case 'list':
        wanted(path);
        return childrenOf(path)
          .map((key) => ({ key, name: path === '' ? key : key.slice(path.length + 1) }))
          .filter(({ name }) => !name.includes('/'))
          .map(({ key, name }) => ({
            name,
            kind: entries.get(key) === null ? 'directory' : 'file',
          }));
      case 'put':
        keep(path, ask.content);
        return null;
      case 'move': {
        const content = wanted(path);
        if (content === null || entries.get(parentOf(ask.to)) !== null) throw missing(ask.to);
        drop(path);
        drop(ask.to);
        used += content.size;
        entries.set(ask.to, content);
        return null;
      }
      case 'remove': {
        if (!entries.has(path)) throw missing(path);
        const inside = entries.get(path) === null ? childrenOf(path) : [];
        if (inside.length > 0 && !ask.recursive) {
          throw new DOMException(`${path} is not empty`, 'InvalidModificationError');
        }
        for (const key of inside) drop(key);
        drop(path);
        return null;
      }
    }
  };
  return { answer };
}
