/** Upscales one picture: decode, enlarge band by band, encode, store. */
import type { TaskOutput } from '#domain/contract/engine.ts';
import type { Failure } from '#domain/failure.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { lanczosStream } from '#media/enlarge/lanczos.ts';
import { rowsOfStream, type BandStream, type PixelRows } from '#media/enlarge/rows.ts';
import { enlargeStream, type TileState } from '#models/local/enlarge.ts';
import type { LocalModelManifest, RunnableModel } from '#models/local/manifest.ts';
import { localModels } from '#models/local/registry.ts';
import { sessionOpener, type SessionOpener } from '#models/local/session.ts';
import type { PictureMetadata } from '#formats/metadata/files.ts';
import type { Run, TaskContext } from '../context.ts';
import { isModelId, openAddedModel } from '../added-model.ts';
import { onPicture } from '../on-picture.ts';
import { openPace } from './pace.ts';
import { passesFor } from './passes.ts';
import { openResult, type ResultEncoder } from './result.ts';
import { rowsOfImage } from './source.ts';
import {
  resultFormat,
  sizeRefusal,
  upscaleGeneration,
  type UpscaleFormat,
  type UpscaleParams,
} from './task.ts';

/** Makes the run on given sessions and models; tests put failing and fewer ones in. */
export const upscaleOn = (sessions: SessionOpener, models = localModels): Run<UpscaleParams> =>
  onPicture(async ({ image, metadata, format: from }, params, context) => {
    const format = resultFormat(from, params);
    const limit = sizeRefusal(image.width, image.height, params.scale, format);
    if (limit) return fail({ code: 'too_large', what: 'the result', limit });
    const picture = { rows: rowsOfImage(image), metadata, format };
    return enlargeInto(picture, params, context, { sessions, models });
  });

/** Upscales with the backend that this machine offers. */
export const run: Run<UpscaleParams> = upscaleOn(sessionOpener());

/** What enlarges: the models to choose from, and sessions to run them. */
interface Means {
  readonly sessions: SessionOpener;
  readonly models: readonly LocalModelManifest[];
}

interface Picture {
  readonly rows: PixelRows;
  /** EXIF, XMP and colour profile to carry over; the picture stands upright already. */
  readonly metadata: PictureMetadata;
  readonly format: UpscaleFormat;
}

async function enlargeInto(
  picture: Picture,
  params: UpscaleParams,
  context: TaskContext,
  means: Means,
): Promise<Result<TaskOutput>> {
  const started = context.now();
  const chain = await openChain(params, context, means);
  if (!chain.ok) return chain;
  const ran: { state: TileState | null } = { state: null };
  const streams = await openStreams(picture.rows, params, context, chain.value, (state) => {
    ran.state = state;
  });
  const stream = streams.at(-1);
  if (!stream) return fail({ code: 'internal', reason: 'no way to enlarge' });
  const { format } = picture;
  const writer = await context.createBlob();
  try {
    const encoder = openResult(format, stream, picture.metadata, writer);
    const written = encoder.ok
      ? await pour(stream, encoder.value, params, context)
      : fail(encoder.failure);
    if (!written.ok) {
      await writer.abort();
      return written;
    }
    const file = await writer.close();
    const how = madeBy(ran.state);
    return ok({
      file: {
        ...file,
        facts: {
          mime: `image/${format}`,
          format,
          width: stream.width,
          height: stream.height,
          metadata: {
            has_alpha: stream.hasAlpha && format !== 'jpeg',
            bit_depth: 8,
            ...(picture.metadata.profileName === undefined
              ? {}
              : { colour_profile: picture.metadata.profileName }),
          },
        },
      },
      generation: upscaleGeneration(chain.value.params, how, means.models),
      result: { ...how, milliseconds: context.now() - started },
    });
  } catch (thrown) {
    await writer.abort();
    throw thrown;
  } finally {
    for (const open of streams) await open.close();
  }
}

/** What really ran, for the record: nothing of it is known before. */
const madeBy = (state: TileState | null) =>
  state ? { backend: state.backend, threads: state.threads, tile: state.tile } : {};

/** A network of a pass, with its file. */
interface Pass {
  readonly model: RunnableModel;
  readonly bytes: Uint8Array;
}

/** What an enlargement goes through: no pass at all for plain interpolation. */
interface Chain {
  readonly passes: readonly Pass[];
  readonly sessions: SessionOpener;
  /** With what is true of an added model now. */
  readonly params: UpscaleParams;
}

async function openChain(
  params: UpscaleParams,
  context: TaskContext,
  { sessions, models }: Means,
): Promise<Result<Chain>> {
  const { method, scale } = params;
  if (method === 'lanczos') return ok({ passes: [], sessions, params });
  if (isModelId(method)) {
    const opened = await openAddedModel(context, method, 'upscale');
    if (!opened.ok) return opened;
    const { model, bytes, choice, chosen } = opened.value;
    if (params.model && chosen.scale !== scale) {
      const reason = `it enlarges ${chosen.scale} times now, not ${scale} times as when this was queued`;
      return fail({ code: 'model_failed', model: chosen.name, reason });
    }
    return ok({
      passes: [{ model, bytes }],
      sessions: choice.backend ? sessionOpener(choice) : sessions,
      params: { ...params, scale: chosen.scale, model: chosen },
    });
  }
  const passes: Pass[] = [];
  for (const model of passesFor(scale, models)) {
    passes.push({ model, bytes: await context.appFile(model.file) });
  }
  return ok({ passes, sessions, params });
}

/** The passes of an enlargement; the last one gives the result. */
async function openStreams(
  rows: PixelRows,
  params: UpscaleParams,
  context: TaskContext,
  { passes, sessions }: Chain,
  onTile: (state: TileState) => void,
): Promise<readonly BandStream[]> {
  const [first] = passes;
  if (!first) return [lanczosStream(rows, params.scale)];
  const halvings = await earlierShortages(context);
  const pace = openPace(
    passes.length,
    first.model.scale,
    context.now,
    context.progress.bind(context),
  );
  const streams: BandStream[] = [];
  for (const [pass, { model, bytes }] of passes.entries()) {
    const before = streams.at(-1);
    const from = before ? rowsOfStream(before) : rows;
    const report = (state: TileState) => {
      onTile(state);
      pace(pass, state);
    };
    const { signal } = context;
    streams.push(
      enlargeStream(from, { manifest: model, bytes, sessions, signal, halvings, onTile: report }),
    );
  }
  return streams;
}

/** How many earlier attempts ended for want of memory, or took their worker with them. */
async function earlierShortages(context: TaskContext): Promise<number> {
  if (context.attempt <= 1) return 0;
  const attempts = await context.query('attempts', { task: context.task });
  return attempts.filter(
    ({ attempt, status, failure }) =>
      attempt < context.attempt && (status === 'lost' || failure?.includes('"out_of_memory"')),
  ).length;
}

/**
 * Moves every band from the stream into the encoder, stopping between two when cancelled. One
 * band is packed while the next is computed.
 */
async function pour(
  stream: BandStream,
  encoder: ResultEncoder,
  params: UpscaleParams,
  context: TaskContext,
): Promise<Result<null>> {
  let packing: Promise<{ readonly thrown: unknown } | null> = Promise.resolve(null);
  for (;;) {
    const band = context.signal.aborted ? fail(cancelled) : await stream.next();
    const problem = await packing;
    if (problem) throw problem.thrown;
    if (!band.ok) return band;
    if (!band.value) return encoder.close();
    packing = encoder.write(band.value).then(
      () => null,
      (thrown: unknown) => ({ thrown }),
    );
    // The model reports every tile itself.
    if (params.method === 'lanczos') {
      context.progress((band.value.y + band.value.height) / stream.height);
    }
  }
}

const cancelled: Failure = { code: 'cancelled' };
