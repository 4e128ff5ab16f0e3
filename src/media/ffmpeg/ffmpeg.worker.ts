/// <reference lib="webworker" />
/** One run of ffmpeg: starts, answers with lines and progress, ends, and is thrown away. */
import type { Core, CreateCore } from './core.ts';
import { diskFiles } from './disk-files.ts';
import { lentReading, ownReading, readInBlocks, type OpenedInputs } from './input-blocks.ts';
import type { FromFfmpeg, RunMessage } from './messages.ts';

const say = (message: FromFfmpeg): void => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<RunMessage>) => {
  void run(data).catch((thrown: unknown) => ended({ code: null, crash: textOf(thrown) }));
});

// A job that cannot be taken over would leave the other side waiting.
addEventListener('messageerror', () => ended({ code: null, crash: 'its job could not be read' }));

const ended = (how: { code: number | null; crash?: string; full?: boolean; memory?: Blob[] }) =>
  say({ say: 'ended', crash: null, full: false, memory: null, ...how });

const textOf = (thrown: unknown): string =>
  thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);

async function run(message: RunMessage): Promise<void> {
  const core = await start(message);
  const { FS } = core;
  core.setLogger(({ type, message: text }) =>
    say({ say: 'line', stream: type === 'stdout' ? 'stdout' : 'stderr', text }),
  );
  core.setProgress(({ time }) => say({ say: 'progress', seconds: Math.max(0, time / 1e6) }));
  const opened = await openedInputs(message);
  readInBlocks(FS, readingOf(message), opened);
  FS.mkdir('/in');
  FS.mount(FS.filesystems.WORKERFS, { blobs: message.inputs }, '/in');
  FS.mkdir('/out');
  const handles = new Map<string, FileSystemSyncAccessHandle>();
  let full = false;
  try {
    if (message.files) {
      for (const [at, file] of message.files.entries()) {
        handles.set(message.outputs[at] ?? '', await file.createSyncAccessHandle());
      }
      FS.mount(
        diskFiles(FS, handles, () => (full = true)),
        {},
        '/out',
      );
    }
    const code = runProgram(core, message);
    const memory = message.files ? undefined : message.outputs.map((name) => inMemory(core, name));
    for (const handle of handles.values()) handle.flush();
    ended({ code, full, ...(memory && { memory }) });
  } catch (thrown) {
    ended({ code: null, crash: textOf(thrown), full });
  } finally {
    for (const handle of [...handles.values(), ...opened.values()]) handle.close();
  }
}

/** A file that many may read at once (File System standard, `createSyncAccessHandle`). */
interface SharedPlace {
  createSyncAccessHandle(how: { mode: 'read-only' }): Promise<FileSystemSyncAccessHandle>;
}

/** Opens the places of inputs, beside others who read there; what cannot be opened so is read as a blob. */
async function openedInputs({ inputs }: RunMessage): Promise<OpenedInputs> {
  const opened = new Map<Blob, FileSystemSyncAccessHandle>();
  for (const { data, handle } of inputs) {
    try {
      // The border: the DOM types of this project do not know the mode; browsers that do not either ignore it.
      const shared = handle as SharedPlace | null;
      const place = await shared?.createSyncAccessHandle({ mode: 'read-only' });
      if (place) opened.set(data, place);
    } catch {
      // Held by somebody, or this browser has no such handles.
    }
  }
  return opened;
}

const readingOf = ({ lent, inputs }: RunMessage) =>
  lent
    ? lentReading(
        lent,
        inputs.map(({ data }) => data),
        (input, from, length) => say({ say: 'read', input, from, length }),
      )
    : ownReading();

/** The return code: ffmpeg leaves it in the core, ffprobe only gives it to its caller. */
function runProgram(core: Core, message: RunMessage): number {
  if (message.program === 'ffmpeg') {
    core.exec(...message.arguments);
    return core.ret;
  }
  let code = -1;
  const main = core._ffprobe;
  core._ffprobe = (count, texts) => (code = main(count, texts));
  core.ffprobe(...message.arguments);
  return core.ret === -1 ? code : core.ret;
}

async function start({ core, module }: RunMessage): Promise<Core> {
  // The core is a program of its own under the GPL: loaded as the file it is, never bundled.
  const { default: create } = (await import(/* @vite-ignore */ core)) as { default: CreateCore };
  return new Promise((resolve, reject) => {
    create({
      mainScriptUrlOrBlob: `${core}#${btoa('{}')}`,
      instantiateWasm(imports, receive) {
        WebAssembly.instantiate(module, imports).then(receive, reject);
        return {};
      },
    }).then(resolve, reject);
  });
}

/** What was written under a name; an empty blob when nothing was. */
function inMemory({ FS }: Core, name: string): Blob {
  try {
    return new Blob([FS.readFile(`/out/${name}`)]);
  } catch {
    return new Blob([]);
  }
}
