/** Entry of the worker that restores, rehearses and repairs. One job in its life; ending it is cancelling. */
import { createSHA256 } from 'hash-wasm';

import { changeLibraries, noteLibrary } from '#db/device.ts';
import { openBlobStore } from '#db/blobs/store.ts';
import { stayAlive } from '#db/blobs/owners.ts';
import type { Rehearsal } from '#domain/contract/backup.ts';
import { failureFrom, isFailure } from '#domain/failure.ts';
import type { Sha256 } from '#domain/id.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { failureFromSqlite } from '#db/opfs/trouble.ts';
import { buildingLock } from './libraries.ts';
import { build, prepareDevice, type Construction } from './safety/build.ts';
import type {
  BackupPlace,
  Repaired,
  Restored,
  SafetyAnswer,
  SafetyJob,
  ToSafety,
} from './safety/jobs.ts';
import { stopped } from './safety/jobs.ts';
import { listCopies, openArchive, openCopy, type BackupSource } from './safety/source.ts';

const say = (answer: SafetyAnswer): void => postMessage(answer);

let saidAt = 0;
const tell = (fraction: number, note: string): void => {
  if (performance.now() - saidAt < 100 && fraction < 1) return;
  saidAt = performance.now();
  say({ say: 'progress', fraction: Math.min(1, fraction), note });
};

let decide: (goOn: boolean) => void = () => undefined;

addEventListener('message', ({ data }: MessageEvent<ToSafety>) => {
  if (data.say === 'decide') decide(data.goOn);
  else void begin(data.job);
});

async function begin(job: SafetyJob): Promise<void> {
  switch (job.do) {
    case 'restore':
      return say({ say: 'restored', result: await attempt(() => restore(job)) });
    case 'rehearse':
      return say({ say: 'rehearsed', result: await attempt(() => rehearse(job)) });
    case 'repair':
      return say({ say: 'repaired', result: await attempt(() => repair(job)) });
  }
}

/** The edge to files, SQLite and archives: what they throw is a failure. */
async function attempt<Value>(act: () => Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await act();
  } catch (thrown) {
    return fail(isFailure(thrown) ? thrown : failureFromSqlite(thrown));
  }
}

async function openPlace(place: BackupPlace): Promise<Result<BackupSource>> {
  if (place.kind === 'archive') return openArchive(place.file);
  const copies = await listCopies(place.folder);
  const copy =
    place.time === undefined ? copies[0] : copies.find(({ time }) => time === place.time);
  if (!copy) {
    return fail({
      code: 'corrupt',
      what: 'The backup',
      reason: 'no copy of a library is in this folder',
    });
  }
  return openCopy(copy);
}

/** Enters a library as one that is being built and holds its lock until this thread ends. */
async function enter(id: string, name: string, source: BackupSource): Promise<void> {
  await new Promise<void>((held) => {
    void navigator.locks.request(buildingLock(id), () => {
      held();
      return new Promise(() => undefined);
    });
  });
  const now = Date.now();
  await changeLibraries((list) => [
    ...list,
    {
      id,
      name,
      createdAt: now,
      usedAt: now,
      state: 'building',
      restored: { from: source.name, takenAt: source.manifest.takenAt },
    },
  ]);
  await prepareDevice(id);
}

async function restore(job: Extract<SafetyJob, { do: 'restore' }>): Promise<Result<Restored>> {
  const opened = await openPlace(job.place);
  if (!opened.ok) return opened;
  const source = opened.value;
  const { manifest } = source;
  const name = job.name || `${manifest.library || 'Library'} (restored)`;
  await enter(job.library, name, source);
  const construction = await build(source, job.library, Date.now, tell);
  const { built } = construction;
  if (built.damaged.length > 0) {
    const goOn = await new Promise<boolean>((resolve) => {
      decide = resolve;
      const files = built.damaged.slice(0, 100);
      say({ say: 'damaged', files, of: built.damaged.length });
    });
    if (!goOn) {
      construction.close();
      return fail(stopped);
    }
  }
  construction.settle();
  construction.close();
  // From now on its storage cannot vanish unnoticed.
  await noteLibrary(job.library, { savedSince: Date.now() });
  await changeLibraries((list) =>
    list.map((library) =>
      library.id === job.library
        ? {
            ...library,
            state: 'ready' as const,
            assets: built.tables['assets'] ?? 0,
            bytes: built.bytes,
          }
        : library,
    ),
  );
  return ok({
    library: job.library,
    name,
    takenAt: manifest.takenAt,
    assets: built.tables['assets'] ?? 0,
    files: built.files,
    bytes: built.bytes,
    missing: built.damaged.length + built.leftOut.length,
  });
}

/** Restores for real into a library that nobody sees, looks at every part of it, and lets it go. */
async function rehearse(job: Extract<SafetyJob, { do: 'rehearse' }>): Promise<Result<Rehearsal>> {
  const began = performance.now();
  const opened = await openPlace(job.place);
  if (!opened.ok) return opened;
  const source = opened.value;
  const { manifest } = source;
  await enter(job.library, 'Rehearsal', source);
  let construction: Construction;
  try {
    construction = await build(source, job.library, Date.now, tell);
    // The whole way: a rehearsal that stopped before the library opens would prove little.
    construction.settle();
    construction.close();
  } catch (thrown) {
    const failure = isFailure(thrown) ? thrown : failureFrom(thrown);
    return ok(report('reason' in failure ? failure.reason : failure.code));
  }
  const { built } = construction;
  return ok({
    ...report(null),
    assets: built.tables['assets'] ?? 0,
    files: built.files,
    bytes: built.bytes,
    passed: built.damaged.length === 0 && built.differing.length === 0,
    damaged: built.damaged.slice(0, 100),
    missing: built.leftOut.length,
    differing: built.differing,
  });

  function report(trouble: string | null): Rehearsal {
    return {
      at: Date.now(),
      took: performance.now() - began,
      where: job.place.kind === 'archive' ? job.place.file.name : job.place.folder.name,
      taken_at: manifest.takenAt,
      assets: 0,
      files: 0,
      bytes: 0,
      passed: false,
      damaged: [],
      missing: 0,
      differing: [],
      trouble,
    };
  }
}

/** Takes right bytes from a backup for files that are missing or damaged here. */
async function repair(job: Extract<SafetyJob, { do: 'repair' }>): Promise<Result<Repaired>> {
  const opened = await openPlace(job.place);
  if (!opened.ok) return opened;
  const source = opened.value;
  const owner = `repair-${crypto.randomUUID()}`;
  await stayAlive(job.library, owner);
  const store = await openBlobStore(job.library, owner);
  const mended: string[] = [];
  const without: string[] = [];
  for (const [index, sha256] of job.blobs.entries()) {
    // The border: the library names blobs by their hashes.
    const isMended = await mend(source, store, sha256 as Sha256);
    (isMended ? mended : without).push(sha256);
    tell((index + 1) / job.blobs.length, `${index + 1} / ${job.blobs.length}`);
  }
  return ok({ mended, without });
}

async function mend(
  source: BackupSource,
  store: Awaited<ReturnType<typeof openBlobStore>>,
  sha256: Sha256,
): Promise<boolean> {
  // Read twice: what lies here is not let go before the backup's bytes are known to be right.
  if (!(await isWhole(source, sha256))) return false;
  const writer = store.createBlob();
  try {
    for await (const bytes of source.blob(sha256) ?? []) await writer.write(bytes);
    // A damaged file bears the name already, and the store would take it for the right one.
    await store.remove(sha256);
    return (await writer.close()).sha256 === sha256;
  } catch (thrown) {
    await writer.abort();
    throw thrown;
  }
}

async function isWhole(source: BackupSource, sha256: Sha256): Promise<boolean> {
  const pieces = source.blob(sha256);
  if (!pieces) return false;
  const hash = await createSHA256();
  try {
    for await (const bytes of pieces) hash.update(bytes);
  } catch (thrown) {
    if (isFailure(thrown) && thrown.code === 'corrupt') return false;
    throw thrown;
  }
  return hash.digest('hex') === sha256;
}
