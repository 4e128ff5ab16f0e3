/**
 * Fetches a model: what was there before is kept and gone on with, the whole is hashed on its way
 * into the store, read as an ONNX file, and entered. It is used only once its test has passed.
 */
import type { Failure } from '#domain/failure.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { catalogueEntry } from '#models/local/catalogue/catalogue.ts';
import { keptFacts, takeIn } from '#models/local/intake.ts';
import { largestModel } from '#formats/onnx/read.ts';
import type { Net, NetAnswer, PartialFile, Run, TaskContext } from '../context.ts';
import type { GetModelParams } from './task.ts';

export const run: Run<GetModelParams> = async (params, context) => {
  const { net } = context;
  if (!net) return fail({ code: 'internal', reason: 'this task was given no network' });
  const stranger = catalogueFailure(params);
  if (stranger) return fail(stranger);
  const partial = await net.partial(await partialName(params.url));
  try {
    if (params.discard) {
      await partial.remove();
      return ok({ result: { discarded: true } });
    }
    const fetched = await fetchRest(params, net, partial, context);
    if (!fetched.ok) return fetched;
    partial.close();
    const entered = await enter(params, partial, context);
    // A file that is not the right one is of no use for another try.
    if (entered.ok || entered.failure.code !== 'cancelled') await partial.remove();
    return entered;
  } finally {
    partial.close();
  }
};

/** What calls itself an entry of the catalogue must be it, licence and all. */
function catalogueFailure(params: GetModelParams): Failure | null {
  if (params.catalogue === null) return null;
  const entry = catalogueEntry(params.catalogue);
  const isIt =
    entry?.get === 'download' &&
    entry.url === params.url &&
    entry.licence === params.licence &&
    entry.commercialUse === params.commercial_use &&
    entry.sha256 === params.sha256;
  if (isIt) return null;
  return { code: 'invalid_input', field: 'catalogue', reason: 'the catalogue says something else' };
}

/** A name for the part that is kept: the same for the same address. */
async function partialName(url: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(url));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`;

/** The whole length as noted at the first answer, or null. */
async function notedTotal(partial: PartialFile): Promise<number | null> {
  const note = await partial.note();
  return typeof note === 'object' && note !== null && 'total' in note
    ? typeof note.total === 'number'
      ? note.total
      : null
    : null;
}

async function fetchRest(
  { url, name }: GetModelParams,
  net: Net,
  partial: PartialFile,
  context: TaskContext,
): Promise<Result<null>> {
  const { signal } = context;
  let total = await notedTotal(partial);
  if (total !== null && partial.size() === total) return ok(null);
  if (total === null || partial.size() > total) partial.clear();
  const from = partial.size();
  const headers = from > 0 ? { Range: `bytes=${from}-` } : {};
  const answer = await net.get(url, { headers, signal });
  try {
    const refusal = statusFailure(answer, name);
    if (refusal) {
      // The part does not fit what lies there now: the next try begins again.
      if (answer.status === 416) partial.clear();
      return fail(refusal);
    }
    const length = lengthOf(answer);
    const isRest = answer.status === 206 && from > 0;
    const whole = length === null ? null : length + (isRest ? from : 0);
    if (!isRest || (total !== null && whole !== null && whole !== total)) partial.clear();
    if (isRest && partial.size() === 0) return fail(changed);
    total = whole;
    const room = await spaceFailure(
      net,
      name,
      total === null ? null : total - partial.size(),
      total,
    );
    if (room) return fail(room);
    await partial.setNote({ total });
    return await pour(answer, partial, total, name, context);
  } finally {
    answer.close();
  }
}

const changed: Failure = { code: 'interrupted', reason: 'the file changed meanwhile' };

async function pour(
  answer: NetAnswer,
  partial: PartialFile,
  total: number | null,
  name: string,
  { signal, progress }: Pick<TaskContext, 'signal' | 'progress'>,
): Promise<Result<null>> {
  for (;;) {
    if (signal.aborted) return fail({ code: 'cancelled' });
    const piece = await answer.next().catch((thrown: unknown) => {
      if (signal.aborted) return null;
      throw thrown;
    });
    if (signal.aborted) return fail({ code: 'cancelled' });
    if (!piece) break;
    partial.append(piece);
    const size = partial.size();
    if (size > Math.min(largestModel, total ?? largestModel)) {
      partial.clear();
      return fail({ code: 'too_large', what: name, limit: megabytes(total ?? largestModel) });
    }
    const share = total ? (0.95 * size) / total : 0.1;
    progress(share, total ? `${megabytes(size)} of ${megabytes(total)}` : megabytes(size));
  }
  if (total !== null && partial.size() < total) {
    return fail({ code: 'interrupted', reason: 'the connection ended before the file did' });
  }
  return ok(null);
}

/** The length of the answer's body; what is packed on the way has none that is true. */
function lengthOf(answer: NetAnswer): number | null {
  const length = Number(answer.header('content-length') ?? Number.NaN);
  return Number.isSafeInteger(length) && length > 0 && !answer.header('content-encoding')
    ? length
    : null;
}

function statusFailure({ status }: NetAnswer, name: string): Failure | null {
  if (status === 200 || status === 206) return null;
  if (status === 401 || status === 403) {
    const reason = 'its host wants an account: fetch the file by hand and add it';
    return { code: 'not_allowed', what: name, reason };
  }
  if (status === 404 || status === 410) {
    return { code: 'unsupported', what: name, reason: 'the file is not at this address any more' };
  }
  return { code: 'interrupted', reason: `its host answered with ${status}` };
}

/** The bytes are there twice for a moment: as the part that was fetched, and in the store. */
async function spaceFailure(
  net: Net,
  what: string,
  missing: number | null,
  total: number | null,
): Promise<Failure | null> {
  if (missing === null || total === null) return null;
  if (total > largestModel) return { code: 'too_large', what, limit: '2 GB for a model' };
  const free = await net.freeSpace();
  if (free === null || free >= missing + total) return null;
  return {
    code: 'too_large',
    what,
    limit: `${megabytes(free)} are free, ${megabytes(missing + total)} are needed`,
  };
}

/** Stores the whole under its hash and enters it. */
async function enter(
  params: GetModelParams,
  partial: PartialFile,
  context: TaskContext,
): Promise<Result<{ readonly result: Readonly<Record<string, unknown>> }>> {
  const file = await partial.file();
  const entry = params.catalogue ? catalogueEntry(params.catalogue) : undefined;
  const task = params.task ?? entry?.task;
  const taken = await takeIn(file, params.name, {
    ...(task ? { task } : {}),
    ...(entry ? { manifest: entry.manifest } : {}),
  });
  if (!taken.ok) return taken;
  context.progress(0.96, 'checking');
  const writer = await context.createBlob();
  try {
    for (let at = 0; at < file.size; at += pieceSize) {
      if (context.signal.aborted) {
        await writer.abort();
        return fail({ code: 'cancelled' });
      }
      await writer.write(new Uint8Array(await file.slice(at, at + pieceSize).arrayBuffer()));
    }
  } catch (thrown) {
    await writer.abort();
    throw thrown;
  }
  const { sha256, size } = await writer.close();
  if (params.sha256 !== null && sha256 !== params.sha256) {
    const reason = 'its SHA-256 is not the published one, so it was thrown away';
    return fail({ code: 'corrupt', what: params.name, reason });
  }
  if (!context.command) return fail({ code: 'internal', reason: 'this task may enter nothing' });
  const { model } = await context.command('addModel', {
    name: params.name,
    manifest: taken.value.manifest,
    facts: keptFacts(taken.value.facts),
    blob: sha256,
    size,
    licence: params.licence,
    commercial_use: params.commercial_use,
    source_url: params.url,
    catalogue: params.catalogue,
    accepted: params.accepted,
  });
  return ok({ result: { model, sha256, size } });
}

const pieceSize = 4 << 20;
