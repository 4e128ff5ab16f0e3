/** Exports a pack as one ZIP, streamed from the blobs of its members into a new blob. */
import type { PackMember, PackRow } from '#domain/contract/queries.ts';
import type { TaskOutput } from '#domain/contract/engine.ts';
import { failureFrom, type Failure } from '#domain/failure.ts';
import type { PackId, Sha256 } from '#domain/id.ts';
import { licenceText } from '#domain/pack.ts';
import { fail, ok } from '#domain/result.ts';
import { rightsIssues, type RightsIssue } from '#domain/rights.ts';
import { creditLines, packManifest, packReadme, type PackFile } from '#formats/pack/documents.ts';
import { cleanUniqueNames } from '#formats/pack/names.ts';
import { openZip } from '#formats/zip/writer.ts';
import type { BlobWriter, Run, TaskContext } from '../context.ts';
import { countedNotes, leaving, type Leaving } from '../outgoing/archive.ts';
import { chosen } from '../outgoing/choice.ts';
import { credentialsEnding, jsonMime, signDocument } from '../outgoing/sign.ts';
import { drawSheets, sheetNames, type DrawSheets } from './sheets.ts';
import type { ExportPackParams } from './task.ts';
import { exportWords as words } from './words.ts';

/** Bytes read from a blob at once. */
const pieceSize = 4 * 1024 * 1024;

/** Exports the pack of the task. Fails with `invalid_input` naming what the rights check is against. */
export const run: Run<ExportPackParams> = (params, context) =>
  exportWith(drawSheets, params, context);

/** The run with another way to draw; Node has no canvas. */
export async function exportWith(
  draw: DrawSheets,
  params: ExportPackParams,
  context: TaskContext,
): ReturnType<Run<ExportPackParams>> {
  try {
    const pack = await packOfTask(context);
    if (!pack) return fail({ code: 'not_found', what: 'the pack' });
    const found = await context.query('pack', { id: pack });
    if (!found) return fail({ code: 'not_found', what: 'the pack', id: pack });
    const against = rightsIssues(found.pack, found.members).filter(
      ({ severity }) => severity === 'block' || !params.acceptWarnings,
    );
    if (against.length > 0) return fail(refusal(against));
    const writer = await context.createBlob();
    try {
      return ok(await writePack(found, draw, params, context, writer));
    } catch (thrown) {
      await writer.abort();
      throw thrown;
    }
  } catch (thrown) {
    return fail(context.signal.aborted ? { code: 'cancelled' } : failureFrom(thrown));
  }
}

const packOfTask = async (context: TaskContext): Promise<PackId | null> =>
  (await context.query('task', { id: context.task }))?.pack_id ?? null;

const short = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text);

/** Names what stands against the export, the worst first. */
function refusal(issues: readonly RightsIssue[]): Failure {
  const named = issues.slice(0, 20).map(({ name, problem, because, sources }) => {
    const which = because.length > 0 ? ` (${because.map(short).join(', ')})` : '';
    return `“${name}” ${words.problems[problem]}${which}${words.by(sources.slice(0, 5))}`;
  });
  const more = issues.length > 20 ? [`and ${issues.length - 20} more`] : [];
  return { code: 'invalid_input', field: 'pack', reason: [...named, ...more].join('; ') };
}

async function writePack(
  { pack, members }: { readonly pack: PackRow; readonly members: readonly PackMember[] },
  draw: DrawSheets,
  params: ExportPackParams,
  context: TaskContext,
  writer: BlobWriter,
): Promise<TaskOutput> {
  const names = cleanUniqueNames(members.map(({ asset }) => asset));
  const carry = { ...chosen(params.carry), prompts: params.includePrompts };
  const going: Leaving[] = [];
  const files: PackFile[] = [];
  for (const [index, member] of members.entries()) {
    const stored = await openMember(member, context);
    const path = `media/${names[index] ?? ''}`;
    const one = await leaving(stored, member.asset, path, carry, context);
    going.push(one);
    const { sha256, beside, isStored } = one;
    const leaves = isStored ? null : { sha256, size: one.file.size };
    const recipe = beside && { recipe: beside.path };
    const credentials = one.isSigned && { credentials: one.credentials?.path ?? 'inside' };
    files.push({ path, member, ...(leaves && { leaves }), ...recipe, ...credentials });
  }
  const year = new Date(pack.created_at).getUTCFullYear();
  const credits = creditLines(files);
  const zip = openZip((bytes) => writer.write(bytes));
  const text = (name: string, content: string) =>
    zip.addBytes(name, new TextEncoder().encode(content));
  const heading = {
    name: pack.name,
    theme: pack.theme,
    description: pack.description,
    license_type: pack.license_type,
  };

  const licence = { name: pack.name, licence: pack.license_type, year, credits };
  await text('README.txt', packReadme(heading, files, sheetNames(files.length)));
  await text('LICENSE.txt', licenceText(licence));
  const manifest = new TextEncoder().encode(packManifest(heading, files, params.includePrompts));
  await zip.addBytes('manifest.json', manifest);
  // It lists every media file with its hash: signing it signs them all.
  const signed = await signDocument(manifest, 'manifest.json', jsonMime, carry, context);
  if (signed) await zip.addBytes(`manifest.json${credentialsEnding}`, signed);
  context.progress(0, words.drawing);
  for await (const sheet of draw(heading, files, context)) {
    await zip.addBytes(sheet.name, sheet.bytes);
  }

  // Every file is read twice, once for its sum and once into the archive.
  const whole = 2 * going.reduce((sum, { file }) => sum + file.size, 0);
  let read = 0;
  for (const [index, { path, file, beside, credentials }] of going.entries()) {
    const note = words.packing(index + 1, files.length);
    await zip.add(path, () =>
      pieces(file, (count) => {
        context.signal.throwIfAborted();
        read += count;
        context.progress(whole === 0 ? 1 : Math.min(1, read / whole), note);
      }),
    );
    if (beside) await zip.addBytes(beside.path, beside.bytes);
    if (credentials) await zip.addBytes(credentials.path, credentials.bytes);
  }
  const { entries } = await zip.close();
  context.signal.throwIfAborted();
  const { sha256, size } = await writer.close();
  const [name] = cleanUniqueNames([{ name: pack.name, format: 'zip' }]);
  const notes = countedNotes(going.map((one) => one.notes));
  return { result: { sha256, size, files: entries, name, ...notes } };
}

/** Opens a member's bytes; a file that is not as large as its row says is damaged. */
async function openMember({ asset }: PackMember, context: TaskContext): Promise<File> {
  const file = await context.openBlob(asset.blob ?? ('' as Sha256));
  if (asset.size !== null && file.size !== asset.size) {
    const reason = `it has ${file.size} bytes instead of ${asset.size}`;
    throw { code: 'corrupt', what: asset.name, reason } satisfies Failure;
  }
  return file;
}

async function* pieces(
  blob: Blob,
  onRead: (count: number) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < blob.size; at += pieceSize) {
    const bytes = new Uint8Array(await blob.slice(at, at + pieceSize).arrayBuffer());
    onRead(bytes.length);
    yield bytes;
  }
}
