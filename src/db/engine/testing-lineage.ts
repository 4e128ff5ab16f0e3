/** For tests in Node only: links, made assets and finished tasks. */
import type { AssetId } from '#domain/id.ts';
import type { Relation } from '#domain/lineage/relations.ts';
import { hashOf, type TestLibrary } from './testing.ts';

/** Links two assets. */
export const link = (library: TestLibrary, parent: AssetId, child: AssetId, type: Relation) =>
  library.must('linkAssets', { links: [{ parent, child, type }] });
/** The names of some rows. */
export const names = (rows: readonly { readonly name: string }[]): readonly string[] =>
  rows.map(({ name }) => name);
/** An asset made by hand. */
export const made = (library: TestLibrary, kind: string, name: string): AssetId =>
  library.must('createAsset', { kind, name }).asset;

/** Queues a doubling and ends it as the scheduler would. */
export function double(library: TestLibrary, source: AssetId): AssetId {
  const { targets } = library.must('enqueue', {
    kind: 'double',
    assets: [source],
    settings: { scale: 2 },
  });
  finishAll(library);
  return targets[0] as AssetId;
}

/** Ends every waiting task as the scheduler would; the targets in their order. */
export function finishAll(library: TestLibrary): readonly string[] {
  const done: string[] = [];
  for (;;) {
    const lease = library.engine.leaseNext('gpu', 'tab');
    if (lease === null) return done;
    const sha256 = hashOf(lease.task.id);
    const facts = { mime: 'image/png', format: 'png', width: 2, height: 2, metadata: {} };
    const output = { file: { sha256, size: 9, facts } };
    const ended = library.engine.finish(lease.task.id, lease.epoch, output);
    if (!ended.ok) throw new Error(ended.failure.code);
    done.push(String(lease.task.target_asset_id));
  }
}
