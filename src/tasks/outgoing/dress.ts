/**
 * The one way out: every media file that leaves the library passes here. First what it brought along
 * is kept or taken out, then its recipe goes in, and signing is last, since it hashes the bytes. What
 * comes back is made of pieces of the stored file, so memory stays flat; the stored bytes never
 * change. The same asset with the same choice gives the same bytes.
 */
import type { AssetOrigin } from '#domain/asset.ts';
import type { OutgoingChoice } from '#domain/outgoing.ts';

import type { TaskContext } from '../context.ts';

import { sign } from './sign.ts';

/** What is asked of the row of an asset that leaves. */
export interface OutgoingRow {
  readonly id: string;
  readonly name: string;
  readonly origin: AssetOrigin;
  /** Short name of the format, judged by bytes. */
  readonly format: string | null;
}

/** What dressing needs of its task; the page has the same in a worker of its own. */
export type OutgoingContext = Pick<TaskContext, 'query' | 'signal'>;

/** A file as it leaves. */
export interface Dressed {
  /** The stored file itself where nothing had to change. */
  readonly file: Blob;
}

/** Dresses one file. */
export async function dress(
  stored: Blob,
  row: OutgoingRow,
  choice: OutgoingChoice,
  context: OutgoingContext,
): Promise<Dressed> {
  return { file: await sign(stored, row, choice, context) };
}
