/**
 * A file system for the core whose files are files on disk (sync access handles of the private
 * file system), so that what is written never lies in memory as a whole. One flat folder; only
 * names given beforehand can be written.
 */
import type { CoreFs, CoreNode, CoreStream } from './core.ts';

const folderMode = 0o40777;
const fileMode = 0o100666;
/** Error numbers of Emscripten (WASI). */
const errno = { noEntry: 44, noSpace: 51, notPermitted: 63, invalid: 28, io: 29 } as const;

interface DiskNode extends CoreNode {
  readonly handle: FileSystemSyncAccessHandle;
}

/** `onFull`: called when a write met the end of the storage. */
export function diskFiles(
  fs: CoreFs,
  handles: ReadonlyMap<string, FileSystemSyncAccessHandle>,
  onFull: () => void,
): object {
  const refuse = (): never => {
    throw new fs.ErrnoError(errno.notPermitted);
  };
  const sizeOf = (node: CoreNode): number =>
    'handle' in node ? (node as DiskNode).handle.getSize() : 0;
  /** A full disk becomes the error number that ffmpeg knows; anything else an input/output error. */
  const guarded = <Value>(work: () => Value): Value => {
    try {
      return work();
    } catch (thrown) {
      const isFull = thrown instanceof DOMException && thrown.name === 'QuotaExceededError';
      if (isFull) onFull();
      throw new fs.ErrnoError(isFull ? errno.noSpace : errno.io);
    }
  };

  const nodeOperations = {
    getattr(node: CoreNode) {
      const time = new Date(node.timestamp);
      const size = sizeOf(node);
      return {
        dev: 1,
        ino: node.id,
        mode: node.mode,
        nlink: 1,
        uid: 0,
        gid: 0,
        rdev: 0,
        size,
        atime: time,
        mtime: time,
        ctime: time,
        blksize: 4096,
        blocks: Math.ceil(size / 4096),
      };
    },
    setattr(node: CoreNode, change: { mode?: number; timestamp?: number; size?: number }) {
      if (change.mode !== undefined) node.mode = change.mode;
      if (change.timestamp !== undefined) node.timestamp = change.timestamp;
      const { size } = change;
      if (size !== undefined) guarded(() => (node as DiskNode).handle.truncate(size));
    },
    // Every file is there from the start, so a name that is looked up is one that was not given.
    lookup() {
      throw new fs.ErrnoError(errno.noEntry);
    },
    readdir: () => ['.', '..', ...handles.keys()],
    mknod: refuse,
    rename: refuse,
    unlink: refuse,
    rmdir: refuse,
    symlink: refuse,
  };

  const streamOperations = {
    llseek(stream: CoreStream<DiskNode>, offset: number, whence: number): number {
      const base = whence === 1 ? stream.position : whence === 2 ? stream.node.handle.getSize() : 0;
      if (base + offset < 0) throw new fs.ErrnoError(errno.invalid);
      return base + offset;
    },
    read: (
      { node }: CoreStream<DiskNode>,
      heap: Int8Array,
      offset: number,
      length: number,
      position: number,
    ): number =>
      guarded(() => node.handle.read(heap.subarray(offset, offset + length), { at: position })),
    write: (
      { node }: CoreStream<DiskNode>,
      heap: Int8Array,
      offset: number,
      length: number,
      position: number,
    ): number =>
      guarded(() => node.handle.write(heap.subarray(offset, offset + length), { at: position })),
  };

  const createNode = (parent: CoreNode | null, name: string, mode: number): CoreNode =>
    Object.assign(fs.createNode(parent, name, mode, 0), {
      node_ops: nodeOperations,
      stream_ops: streamOperations,
      timestamp: Date.now(),
    });

  return {
    mount() {
      const root = createNode(null, '/', folderMode);
      for (const [name, handle] of handles) {
        Object.assign(createNode(root, name, fileMode), { handle });
      }
      return root;
    },
  };
}
