/** Writes assets into an export folder. What is written is whole; an export that is cut off goes on. */
import type { ExportRow, FolderRow } from '#domain/contract/folders.ts';
import { failureFrom, type Failure } from '#domain/failure.ts';
import { fillTemplate, readTemplate, type Template } from '#domain/folders/template.ts';
import { fail, ok } from '#domain/result.ts';
import { endingFor, stemOf } from '#formats/pack/names.ts';
import type { Run, TaskContext } from '../context.ts';
import { chosen } from '../outgoing/choice.ts';
import { countedNotes } from '../outgoing/archive.ts';
import { dress, recipeEnding, type OutgoingNote } from '../outgoing/dress.ts';
import { credentialsEnding } from '../outgoing/sign.ts';

import { sidecarsOf } from './beside.ts';
import { openDirectory } from './target.ts';
import type { ExportFilesParams } from './task.ts';

const pageSize = 200;
/** So many names are listed in the report; the counts are always whole. */
const listed = 200;

/** Exports the assets of the task, in their order. */
export const run: Run<ExportFilesParams> = async (params, context) => {
  const template = readTemplate(params.template);
  if (!template.ok) return template;
  const folder = await context.query('folder', { id: params.folder });
  if (!folder || !context.folders) return fail({ code: 'not_found', what: 'folder' });
  if (folder.role !== 'export') {
    const reason = 'files are only taken from it, never written into it';
    return fail({ code: 'not_allowed', what: `Writing into “${folder.name}”`, reason });
  }
  try {
    const handle = await context.folders.open(folder, 'readwrite');
    return ok({ result: await exportInto(handle, template.value, params, context) });
  } catch (thrown) {
    return fail(context.signal.aborted ? { code: 'cancelled' } : writeFailure(thrown, folder));
  }
};

function writeFailure(thrown: unknown, { id, name }: FolderRow): Failure {
  const kind = thrown instanceof DOMException ? thrown.name : '';
  const what = `Writing into the folder “${name}”`;
  if (kind === 'NotAllowedError') return { code: 'needs_permission', folder: id, name };
  if (kind === 'NotFoundError') {
    return { code: 'not_allowed', what, reason: 'it is not where it was' };
  }
  // The disk of the folder, not the storage of the library.
  if (kind === 'QuotaExceededError')
    return { code: 'not_allowed', what, reason: 'its disk is full' };
  return failureFrom(thrown);
}

async function exportInto(
  handle: FileSystemDirectoryHandle,
  template: Template,
  params: ExportFilesParams,
  context: TaskContext,
): Promise<Record<string, unknown>> {
  const root = await openDirectory(handle);
  const written: string[] = [];
  const told: (readonly OutgoingNote[])[] = [];
  const failed: { name: string; failure: Failure }[] = [];
  let bytes = 0;
  let already = 0;
  let count = 0;
  for (let at = 0; at < params.ids.length; at += pageSize) {
    const ids = params.ids.slice(at, at + pageSize);
    const rows = await context.query('exportRows', { ids });
    const known = params.sidecar === 'none' ? [] : await context.query('recipeGrounds', { ids });
    const grounds = new Map(known.map((ground) => [ground.id, ground]));
    for (const [index, row] of rows.entries()) {
      context.signal.throwIfAborted();
      context.progress((at + index) / params.ids.length, row.name);
      const stored = await openRow(row, context);
      if (!(stored instanceof Blob)) {
        failed.push({ name: row.name, failure: stored });
        continue;
      }
      const dressed = await dress(stored, row, chosen(params.carry), context);
      const { file, beside, credentials, notes } = dressed;
      told.push(notes);
      const { folders, stem } = fillTemplate(template, valuesOf(row), at + index + 1);
      let directory = root;
      for (const name of folders) directory = await directory.below(name);
      const ending = endingFor(row.name, row.format);
      const { name, isNew } = await directory.write(stem, ending, file, context.signal);
      if (beside !== null) {
        const recipe = new Blob([beside], { type: 'application/json' });
        await directory.write(name, recipeEnding, recipe, context.signal);
      }
      if (credentials !== null) {
        await directory.write(name, credentialsEnding, credentials, context.signal);
      }
      const carry = chosen(params.carry);
      for (const sidecar of sidecarsOf(row, grounds.get(row.id), params.sidecar, carry)) {
        await directory.write(name, sidecar.ending, sidecar.bytes, context.signal);
      }
      if (!isNew) already += 1;
      bytes += file.size;
      count += 1;
      if (written.length < listed) written.push([...folders, name].join('/'));
    }
  }
  return {
    written: count,
    already,
    bytes,
    files: written,
    failed: failed.slice(0, listed),
    not_written: failed.length,
    ...countedNotes(told),
  };
}

/** The bytes of a row, or why there are none; access that is missing stops the whole. */
async function openRow(row: ExportRow, context: TaskContext): Promise<File | Failure> {
  if (row.blob === null) return { code: 'not_found', what: 'file', id: row.id };
  try {
    return await context.openBlob(row.blob);
  } catch (thrown) {
    const failure = failureFrom(thrown);
    if (failure.code === 'needs_permission') throw thrown;
    return failure;
  }
}

const valuesOf = (row: ExportRow) => ({
  name: stemOf(row.name),
  theme: row.theme,
  id8: row.id.slice(-8),
  date: new Date(row.created_at).toISOString().slice(0, 10),
  project: row.project_name,
  w: row.width,
  h: row.height,
  kind: row.kind,
});
