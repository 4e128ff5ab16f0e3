/** What this browser says about keeping the library, and what it offers. Page only. */
import { deviceSetting, setDeviceSetting } from '#db/device.ts';
import { memoryRoom } from '#db/memory-files/handles.ts';
import type { Room } from '#db/memory-files/messages.ts';

/** Where the library lies and how safe it is there. Bytes; null where the browser does not tell. */
export interface StorageFacts {
  /** Nothing is kept after the last tab closes. */
  readonly temporary: boolean;
  /** What a temporary session holds in memory and may hold; null where files are kept. */
  readonly memory: Room | null;
  /** The browser promised not to clear it by itself. */
  readonly persisted: boolean;
  /** When that was asked for last (ms UTC); null: never. */
  readonly askedAt: number | null;
  /** Bytes of this origin. */
  readonly usage: number | null;
  /** What the browser names as its limit. It is no measure of free space: do not show it as such. */
  readonly quota: number | null;
  readonly usageByKind: Readonly<Record<string, number>>;
}

/** What this browser offers here and now. */
export interface Capabilities {
  /** A real GPU adapter answers. */
  readonly webgpu: boolean;
  /** Isolated, so that WebAssembly may use several threads. */
  readonly threads: boolean;
  /** Folders of the disk can be picked. */
  readonly folders: boolean;
  /** Folders can tell of changes by themselves. */
  readonly folderChanges: boolean;
  /** Files can be kept in the origin-private file system. */
  readonly storage: boolean;
  readonly persisted: boolean;
  /** Tabs are connected by a SharedWorker; else by a BroadcastChannel. */
  readonly sharedWorker: boolean;
  readonly codecs: {
    readonly decode: readonly string[];
    readonly encode: readonly string[];
  };
  readonly cores: number;
}

const askedSetting = 'persistence-asked-at';

/** Asks the browser. `temporary` is what the library's status says. */
export async function storageFacts(library: string, temporary: boolean): Promise<StorageFacts> {
  const estimate: StorageEstimate & { readonly usageDetails?: Record<string, number> } =
    await navigator.storage.estimate().catch(() => ({}));
  const asked = await deviceSetting(askedSetting);
  return {
    temporary,
    memory: temporary ? await memoryRoom(library) : null,
    persisted: await isPersisted(),
    askedAt: typeof asked === 'number' ? asked : null,
    usage: estimate.usage ?? null,
    quota: estimate.quota ?? null,
    usageByKind: estimate.usageDetails ?? {},
  };
}

/** Asks the browser to keep the library for good; call it with a user's gesture, after a real save. */
export async function askToPersist(): Promise<boolean> {
  if (await isPersisted()) return true;
  await setDeviceSetting(askedSetting, Date.now());
  return navigator.storage.persist().catch(() => false);
}

const isPersisted = (): Promise<boolean> => navigator.storage.persisted().catch(() => false);

/** Codec strings of WebCodecs by the names that users know. */
const videoCodecs = { h264: 'avc1.640028', vp9: 'vp09.00.40.08', av1: 'av01.0.08M.08' };

export async function findCapabilities(): Promise<Capabilities> {
  return {
    webgpu: await hasGpu(),
    threads: globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer === 'function',
    folders: 'showDirectoryPicker' in globalThis,
    folderChanges: 'FileSystemObserver' in globalThis,
    storage: await navigator.storage.getDirectory().then(
      () => true,
      () => false,
    ),
    persisted: await isPersisted(),
    sharedWorker: 'SharedWorker' in globalThis,
    codecs: { decode: await codecsOf('decode'), encode: await codecsOf('encode') },
    cores: navigator.hardwareConcurrency,
  };
}

async function hasGpu(): Promise<boolean> {
  // Absent from the types of a plain page; a border.
  const gpu: unknown = Reflect.get(navigator, 'gpu');
  if (typeof gpu !== 'object' || gpu === null || !('requestAdapter' in gpu)) return false;
  if (typeof gpu.requestAdapter !== 'function') return false;
  try {
    const adapter: unknown = await gpu.requestAdapter();
    if (typeof adapter !== 'object' || adapter === null) return false;
    return Reflect.get(adapter, 'isFallbackAdapter') !== true;
  } catch {
    return false;
  }
}

async function codecsOf(direction: 'decode' | 'encode'): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [name, codec] of Object.entries(videoCodecs)) {
    if (await codecWorks(direction, codec)) found.push(name);
  }
  return found;
}

async function codecWorks(direction: 'decode' | 'encode', codec: string): Promise<boolean> {
  try {
    if (direction === 'decode') {
      return (await VideoDecoder.isConfigSupported({ codec })).supported === true;
    }
    const size = { width: 1280, height: 720 };
    return (await VideoEncoder.isConfigSupported({ codec, ...size })).supported === true;
  } catch {
    return false;
  }
}
