/** Opens the parts of a join in their order; what the browser cannot use goes through the engine. */
import type { AssetRow } from '#domain/asset.ts';
import type { AssetId } from '#domain/id.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { lookAt } from '#media/timed/join/look.ts';
import type { JoinPart } from '#media/timed/join/open.ts';
import { planJoin, type JoinPlan, type JoinWish } from '#media/timed/join/plan.ts';
import { openReadable } from '#media/timed/readable.ts';

import type { TaskContext } from '../context.ts';

export interface OpenParts {
  readonly parts: readonly JoinPart[];
  readonly plan: JoinPlan;
  /** Lets go of what the engine wrote for it. */
  release(): Promise<void>;
}

/** The rows of the parts: the source, then those that the settings name. */
export async function partRows(
  source: AssetRow,
  following: readonly string[],
  context: TaskContext,
): Promise<Result<readonly AssetRow[]>> {
  const rows = [source];
  for (const id of following) {
    const wrong = (reason: string): Result<never> =>
      fail({ code: 'invalid_input', field: 'following', reason });
    // The border: settings hold ids as plain text.
    const asset = (await context.query('asset', { id: id as AssetId }))?.asset;
    if (!asset) return wrong('a part is not in the library any more');
    if (asset.deleted_at !== null) return wrong(`“${asset.name}” lies in the trash`);
    if (asset.kind !== source.kind) return wrong(`“${asset.name}” is ${asset.kind}`);
    if (asset.blob === null) return wrong(`“${asset.name}” is not ready yet`);
    rows.push(asset);
  }
  return ok(rows);
}

/** Looks at every part and plans the join; a share of the progress goes to the engine where it is needed. */
export async function openParts(
  rows: readonly AssetRow[],
  wish: JoinWish,
  context: TaskContext,
): Promise<Result<OpenParts>> {
  const releases: (() => Promise<void>)[] = [];
  const release = async (): Promise<void> => {
    for (const one of releases) await one();
  };
  const parts: JoinPart[] = [];
  try {
    for (const row of rows) {
      context.signal.throwIfAborted();
      if (row.blob === null) return fail({ code: 'not_found', what: `“${row.name}”` });
      const file = await context.openBlob(row.blob);
      const facts = await lookAt(file, row.name).catch(() => null);
      // Packets are copied without being decoded: only what is made again must be decodable.
      parts.push(
        facts ? { file, facts } : await throughEngine(file, row, wish.isFilm, releases, context),
      );
    }
    let plan = planJoin(
      parts.map(({ facts }) => facts),
      wish,
    );
    for (const [at, { file, facts }] of parts.entries()) {
      const row = rows[at];
      const isDeaf = plan.sound?.way === 'made again' && facts.sound?.canDecode === false;
      const isBlind = plan.picture?.way === 'made again' && facts.picture?.canDecode === false;
      if (!row || !(isDeaf || isBlind)) continue;
      parts[at] = await throughEngine(file, row, wish.isFilm, releases, context);
    }
    plan = planJoin(
      parts.map(({ facts }) => facts),
      wish,
    );
    return ok({ parts, plan, release });
  } catch (thrown) {
    await release();
    throw thrown;
  }
}

async function throughEngine(
  file: Blob,
  row: AssetRow,
  isFilm: boolean,
  releases: (() => Promise<void>)[],
  context: TaskContext,
): Promise<JoinPart> {
  const opened = await openReadable(file, isFilm ? 'video' : 'audio', {
    signal: context.signal,
    seconds: row.duration_s,
    onProgress: (_fraction, note) => context.progress(0, note),
  });
  if (!opened.ok) {
    const { failure } = opened;
    throw 'what' in failure ? { ...failure, what: `“${row.name}”` } : failure;
  }
  releases.push(() => opened.value.release());
  const facts = await lookAt(opened.value.file, row.name, !opened.value.isOriginal);
  if (!facts) throw { code: 'corrupt', what: `“${row.name}”`, reason: 'it cannot be read' };
  return { file: opened.value.file, facts };
}
