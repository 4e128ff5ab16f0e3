/** Files first, then rows in one step, then what stands in the library is read back and compared. */
import type { ProjectId } from '#domain/id.ts';
import { checkOldModel, type OldCheck } from '#domain/old-model/check.ts';
import { ok, type Result } from '#domain/result.ts';
import type { InkreelClient } from '../inkreel.ts';
import type { ReadModel } from './read.ts';

export interface Brought {
  readonly check: OldCheck;
  readonly entered: number;
  readonly known: number;
  /** What the library refused, each with its reason. */
  readonly left: readonly { readonly key: string; readonly reason: string }[];
}

/** The longest wait for the facts of new files, ms; who has more films than that waits for nothing. */
const patience = 120_000;

/**
 * Waits until the facts of new files are read: read afterwards they would change the same rows, and
 * the step could not be taken back as one.
 */
async function factsRead(client: InkreelClient): Promise<void> {
  const end = performance.now() + patience;
  for (;;) {
    const open = await client.query('queue', {
      status: ['pending', 'running'],
      kind: 'extract_metadata',
      limit: 1,
    });
    if (!open.ok || open.value.length === 0 || performance.now() > end) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

export async function bringOldModel(
  client: InkreelClient,
  { plan, media }: ReadModel,
  project: ProjectId | null,
): Promise<Result<Brought>> {
  if (media.length > 0) {
    // Linked, so that the path leads to the asset also where the bytes were here before.
    const stored = await client.importFiles(media, { onDuplicate: 'link' });
    if (!stored.ok) return stored;
    await factsRead(client);
  }
  const done = await client.command('enterOldModel', {
    records: plan.records,
    links: plan.links,
    collections: plan.collections,
    ...(project === null ? {} : { project }),
  });
  if (!done.ok) return done;
  const keys = [...plan.records, ...plan.collections].map(({ key }) => key);
  const found = await client.query('enteredOldModel', { keys });
  if (!found.ok) return found;
  const { entered, known, left } = done.value;
  return ok({ check: checkOldModel(plan, found.value), entered, known, left });
}
