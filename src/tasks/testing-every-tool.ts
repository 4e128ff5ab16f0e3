/** For tests in a browser: every tool over one file, and how each of them ended. */
import { EncodedPacketSink } from 'mediabunny';

import type { AssetRow, MediaKind } from '#domain/asset.ts';
import type { TaskOutput } from '#domain/contract/engine.ts';
import type { Failure } from '#domain/failure.ts';
import { fail, type Result } from '#domain/result.ts';
import { isPictureFormat } from '#formats/media-formats.ts';
import { sniff } from '#formats/sniff.ts';
import { decodeImage } from '#media/image/decode.ts';
import { openInput } from '#media/timed/input.ts';

import { run as runConvert } from './convert/run.ts';
import { convert } from './convert/task.ts';
import { run as runConvertAudio } from './convert_audio/run.ts';
import { convertAudio } from './convert_audio/task.ts';
import { run as runConvertVideo } from './convert_video/run.ts';
import { convertVideo } from './convert_video/task.ts';
import { run as runDenoiseAudio } from './denoise_audio/run.ts';
import { denoiseAudio } from './denoise_audio/task.ts';
import { run as runDenoiseVideo } from './denoise_video/run.ts';
import { denoiseVideo } from './denoise_video/task.ts';
import { run as runEditPicture } from './edit_picture/run.ts';
import { editPicture } from './edit_picture/task.ts';
import { run as runEnhance } from './enhance/run.ts';
import { enhance } from './enhance/task.ts';
import { run as runExtract } from './extract_metadata/run.ts';
import { extractMetadata } from './extract_metadata/task.ts';
import { run as runFaceSwap } from './face_swap/run.ts';
import { faceSwap } from './face_swap/task.ts';
import { run as runInpaint } from './inpaint/run.ts';
import { inpaint } from './inpaint/task.ts';
import { run as runRemove } from './remove_background/run.ts';
import { removeBackground } from './remove_background/task.ts';
import { run as runUpscale } from './upscale/run.ts';
import { upscale } from './upscale/task.ts';

import type { BlobWriter, Run, TaskContext } from './context.ts';
import { contextOver, type Held } from './testing-context.ts';
import { paramsOf } from './testing-run.ts';

/** Longest time of one run in ms: generous, a busy machine is slow, but nobody waits for ever. */
const patience = 60_000;

interface Tool {
  readonly name: string;
  readonly start: (context: TaskContext) => Promise<Result<TaskOutput>>;
}

const tool = <Params>(
  kind: { readonly kind: string; readonly parse: (settings: unknown) => Result<Params> },
  run: Run<Params>,
  settings: { readonly format?: string; readonly [name: string]: unknown } = {},
): Tool => ({
  name: settings.format === undefined ? kind.kind : `${kind.kind} ${settings.format}`,
  start: (context) => run(paramsOf(kind, settings), context),
});

/** Five points of a face in a square of this side, in pixels. */
const face = (side: number) => ({
  eyeLeft: { x: side * 0.3, y: side * 0.3 },
  eyeRight: { x: side * 0.7, y: side * 0.3 },
  nose: { x: side * 0.5, y: side * 0.5 },
  mouthLeft: { x: side * 0.35, y: side * 0.75 },
  mouthRight: { x: side * 0.65, y: side * 0.75 },
});

const facts = tool(extractMetadata, runExtract, { engine: true });

/** What takes a kind of media. `mask` and `face` are assets that must be held beside the file. */
const tools: Readonly<Record<'image' | 'audio' | 'video', readonly Tool[]>> = {
  image: [
    tool(convert, runConvert, { format: 'png', rotate: 90 }),
    tool(convert, runConvert, { format: 'gif' }),
    tool(convert, runConvert, { format: 'webp', at_most_kb: 1 }),
    tool(editPicture, runEditPicture, { edits: { turn: 1, exposure: 1 } }),
    tool(enhance, runEnhance, { sharpen: 30, denoise: 30, levels: 50 }),
    tool(upscale, runUpscale, { scale: 2, method: 'lanczos' }),
    tool(inpaint, runInpaint, { mask: 'mask' }),
    tool(removeBackground, runRemove),
    tool(faceSwap, runFaceSwap, { face: 'face', from: face(40), to: face(20) }),
    facts,
  ],
  audio: [
    tool(convertAudio, runConvertAudio, { format: 'mp3' }),
    tool(convertAudio, runConvertAudio, { format: 'wav', channels: 'mono' }),
    tool(denoiseAudio, runDenoiseAudio, { loudness: '-16' }),
    facts,
  ],
  video: [
    tool(convertVideo, runConvertVideo, { format: 'mp4' }),
    tool(convertVideo, runConvertVideo, { format: 'mkv', codec: 'keep' }),
    tool(convertVideo, runConvertVideo, { format: 'gif' }),
    tool(convertAudio, runConvertAudio, { format: 'wav' }),
    tool(denoiseAudio, runDenoiseAudio),
    tool(denoiseVideo, runDenoiseVideo),
    facts,
  ],
};

export interface Ended {
  readonly tool: string;
  readonly failure: Failure | null;
  /** What the task says of its result. */
  readonly result: Readonly<Record<string, unknown>>;
  /** What is wrong with how it ended, in words; null when nothing is. */
  readonly fault: string | null;
}

/** Runs every tool for a file's kind (as its bytes say, or `as`), and judges how each one ends. */
export async function everyTool(
  blob: Blob,
  name: string,
  further: readonly Held[],
  as?: keyof typeof tools,
): Promise<readonly Ended[]> {
  const found = sniff(new Uint8Array(await blob.slice(0, 65_536).arrayBuffer()), name);
  const format = found.ok ? found.format : (name.split('.').at(-1) ?? '');
  const kinds: readonly MediaKind[] = found.ok ? [found.kind] : ['image', 'audio', 'video'];
  const ends: Ended[] = [];
  for (const kind of as ? [as] : kinds) {
    for (const { name: called, start } of tools[kind as keyof typeof tools] ?? []) {
      const { createBlob, states, written } = memoryBlobs();
      const { context } = contextOver({ id: 'source', blob, format }, further);
      const source = { ...context.source, name, kind } as AssetRow;
      const late = new Promise<'late'>((resolve) => {
        setTimeout(resolve, patience, 'late');
      });
      const work = start({ ...context, source, createBlob }).catch(
        (thrown: unknown): Result<never> =>
          fail({ code: 'internal', reason: `it threw ${String(thrown)}` }),
      );
      const result = await Promise.race([work, late]);
      const said = `${name}: ${called}`;
      if (result === 'late')
        ends.push({ tool: called, failure: null, result: {}, fault: `${said} hangs` });
      else {
        const fault = (await faultOf(result, written())) ?? leftOpen(result, states);
        ends.push({
          tool: called,
          failure: result.ok ? null : result.failure,
          result: (result.ok && result.value.result) || {},
          fault: fault === null ? null : `${said}: ${fault} (${JSON.stringify(result)})`,
        });
      }
    }
  }
  return ends;
}

/** Blobs in memory that tell whether each was closed, taken back, or forgotten. */
function memoryBlobs() {
  const states: ('open' | 'closed' | 'aborted')[] = [];
  let last: Uint8Array<ArrayBuffer> = new Uint8Array();
  const createBlob = async (): Promise<BlobWriter> => {
    const at = states.push('open') - 1;
    let bytes = new Uint8Array();
    const writeAt = async (part: Uint8Array, from: number): Promise<void> => {
      if (from + part.length > bytes.length) {
        const longer = new Uint8Array(from + part.length);
        longer.set(bytes);
        bytes = longer;
      }
      bytes.set(part, from);
    };
    return {
      writeAt,
      write: (part) => writeAt(part, bytes.length),
      close: async () => {
        states[at] = 'closed';
        last = bytes;
        return { sha256: 'c'.repeat(64) as never, size: bytes.length };
      },
      abort: async () => {
        states[at] = 'aborted';
      },
    };
  };
  return { createBlob, states, written: () => last };
}

const leftOpen = (result: Result<TaskOutput>, states: readonly string[]): string | null => {
  if (states.includes('open')) return 'it left a file open';
  return !result.ok && states.includes('closed') ? 'it failed and left a whole file' : null;
};

/** Words that are for programmers; a person cannot act on them. */
const raw = /undefined|\[object|TypeError|RangeError|\bNaN\b|^source$|source: /;

/** What is wrong with a result: a file that is not what its facts say, or a failure of ours. */
async function faultOf(
  result: Result<TaskOutput>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<string | null> {
  if (!result.ok) {
    if (/^(internal|cancelled|interrupted|stuck)$/.test(result.failure.code)) {
      return 'the failure is not about the file';
    }
    return Object.values(result.failure).some((word) => raw.test(String(word)))
      ? 'its words are for programmers'
      : null;
  }
  const { file } = result.value;
  if (!file) return null;
  const found = sniff(bytes, '');
  if (!found.ok || found.format !== file.facts.format) return 'the file is no such file';
  if (isPictureFormat(found.format)) {
    const image = await decodeImage(new Blob([bytes]), found.format);
    if (!image.ok) return 'the picture cannot be decoded';
    const { width, height } = image.value;
    image.value.close();
    const isSame = width === file.facts.width && height === file.facts.height;
    return isSame ? null : `the picture has ${width} × ${height} pixels`;
  }
  const input = openInput(new Blob([bytes]));
  try {
    if (!(await input.canRead())) return 'the film or sound cannot be read';
    // Of a film of one frame Matroska does not say how long it is shown: that it is there counts.
    const [track] = await input.getTracks();
    const first = track ? await new EncodedPacketSink(track).getFirstPacket() : null;
    return first ? null : 'there is nothing in the film or sound';
  } finally {
    input.dispose();
  }
}
