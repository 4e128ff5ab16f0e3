import { createSHA256 } from 'hash-wasm';

import type { Queries } from '#domain/contract/queries.ts';
import { isFailure } from '#domain/failure.ts';
import type { Sha256 } from '#domain/id.ts';
import { fail, ok } from '#domain/result.ts';
import type { Run, TaskContext } from '../context.ts';

import type { VerifyParams } from './task.ts';

type Row = Queries['blobs']['value'][number];

const pageSize = 200;
const piece = 4 * 1024 * 1024;
/** A blob without a row that is younger than this (ms) may only be waiting for its row. */
const youngFor = 600_000;
/** So many hashes are listed in the report; the counts are always whole. */
const listed = 100;

/**
 * Hashes every blob that a row names. Missing and changed ones are handed back as `missing`, so
 * that their assets show it, those that were missing and are whole again as `found`; blobs that
 * no row names are counted only: the sweep takes those.
 */
export const run: Run<VerifyParams> = async (_params, context) => {
  const began = context.now();
  // Listed before the rows are read: a blob stored meanwhile is not mistaken for an orphan.
  const stored = await storedBlobs(context);
  const rows = await allRows(context);
  const total = rows.reduce((sum, row) => sum + row.size, 0);
  const missing: Sha256[] = [];
  const changed: Sha256[] = [];
  const unreadable: Sha256[] = [];
  const found: Sha256[] = [];
  let bytes = 0;
  for (const [index, row] of rows.entries()) {
    if (context.signal.aborted) return fail({ code: 'cancelled' });
    const state = await check(row, context);
    if (state === 'missing') missing.push(row.sha256);
    if (state === 'changed') changed.push(row.sha256);
    if (state === 'unreadable') unreadable.push(row.sha256);
    if (state === 'sound' && row.state === 'missing') found.push(row.sha256);
    bytes += row.size;
    stored?.delete(row.sha256);
    context.progress(total > 0 ? bytes / total : 1, `${index + 1} / ${rows.length}`);
  }
  if (context.signal.aborted) return fail({ code: 'cancelled' });
  const orphans = [...(stored?.values() ?? [])].filter(
    ({ lastModified }) => began - lastModified > youngFor,
  );
  return ok({
    missing: [...missing, ...changed],
    found,
    result: {
      checked: rows.length,
      bytes,
      missing: missing.length,
      changed: changed.length,
      found: found.length,
      unreadable: unreadable.length,
      orphans: stored ? orphans.length : null,
      orphan_bytes: stored ? orphans.reduce((sum, { size }) => sum + size, 0) : null,
      missing_files: missing.slice(0, listed),
      changed_files: changed.slice(0, listed),
      unreadable_files: unreadable.slice(0, listed),
    },
  });
};

/** The blobs on disk by hash, or null where they cannot be listed. */
async function storedBlobs(
  context: TaskContext,
): Promise<Map<Sha256, { readonly size: number; readonly lastModified: number }> | null> {
  const list = context.listBlobs?.();
  if (!list) return null;
  const stored = new Map<Sha256, { readonly size: number; readonly lastModified: number }>();
  for await (const { sha256, size, lastModified } of list) {
    stored.set(sha256, { size, lastModified });
    if (context.signal.aborted) break;
  }
  return stored;
}

async function allRows(context: TaskContext): Promise<readonly Row[]> {
  const rows = new Map<Sha256, Row>();
  for (let after = ''; ;) {
    const page = await context.query('blobs', { after, limit: pageSize });
    for (const row of page) rows.set(row.sha256, row);
    const last = page.at(-1);
    if (!last || page.length < pageSize || last.sha256 === after) return [...rows.values()];
    after = last.sha256;
  }
}

async function check(
  row: Row,
  context: TaskContext,
): Promise<'sound' | 'missing' | 'changed' | 'unreadable' | 'stopped'> {
  try {
    const file = await context.openBlob(row.sha256);
    if (file.size !== row.size) return 'changed';
    const hash = await createSHA256();
    for (let at = 0; at < file.size; at += piece) {
      if (context.signal.aborted) return 'stopped';
      const part = await file.slice(at, at + piece).arrayBuffer();
      hash.update(new Uint8Array(part));
    }
    return hash.digest('hex') === row.sha256 ? 'sound' : 'changed';
  } catch (thrown) {
    // Only what is surely gone is marked; what could not be read today may be whole tomorrow.
    return isFailure(thrown) && thrown.code === 'missing_file' ? 'missing' : 'unreadable';
  }
}
