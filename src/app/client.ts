/** The client of the screens over the open library: the one place where the two meet. */
import { fail, ok, type Result } from '#domain/result.ts';
import type { Inkreel } from '#workers/client.ts';
import { placeNow } from './chosen.ts';
import { useImports } from './importing/imports.ts';
import type { InkreelClient } from './inkreel.ts';

/** Imports files with a running list that the import panel shows. */
async function importFiles(
  inkreel: Inkreel,
  files: Parameters<InkreelClient['importFiles']>[0],
  { place, ...options }: Parameters<InkreelClient['importFiles']>[1] = {},
): Promise<Result<unknown>> {
  const imports = useImports.getState();
  const stop = new AbortController();
  const session = imports.begin(files.length, () => stop.abort());
  const report = await inkreel.importFiles(files, {
    onDuplicate: imports.onDuplicate,
    ...options,
    ...(place ?? placeNow()),
    onOutcome: (outcomes) => imports.note(session, outcomes),
    signal: stop.signal,
  });
  if (report.failure && report.status === 'failed') {
    imports.end(session, 'failed', report.failure);
    return fail(report.failure);
  }
  imports.end(session, report.status === 'cancelled' ? 'stopped' : 'done');
  return ok(null);
}

/** What screens need, from the open library. */
export function clientOver(inkreel: Inkreel, version: string): InkreelClient {
  return {
    command: (name, input) => inkreel.commands[name](input),
    query: (name, params) => inkreel.queries[name](params),
    live: inkreel.live,
    onProgress: (listener) =>
      inkreel.onProgress(({ task, fraction, note }) =>
        listener(note === null ? { task, fraction } : { task, fraction, note }),
      ),
    openBlob: (sha256) => inkreel.openBlob(sha256),
    importFiles: (files, options) => importFiles(inkreel, files, options),
    lookAtFiles: (files, options) => inkreel.lookAtFiles(files, options),
    folders: () => inkreel.folders(),
    storage: async () => {
      const facts = await inkreel.storage();
      const { quota } = await navigator.storage.estimate().catch((): StorageEstimate => ({}));
      return {
        temporary: facts.temporary,
        memory: facts.memory,
        persisted: facts.persisted,
        usage: facts.usage,
        quota: quota ?? null,
      };
    },
    persist: () => inkreel.persist(),
    capabilities: async () => {
      const found = await inkreel.capabilities();
      return { ...found, opfs: found.storage };
    },
    version,
    status: inkreel.status.current,
    onStatus: inkreel.status.subscribe,
    choose: (choice) => inkreel.choose(choice),
    masks: {
      async open(read) {
        const { openMaskThread } = await import('#workers/masks/client.ts');
        return openMaskThread(inkreel.library, read);
      },
      save: (mask) => inkreel.saveMask(mask),
    },
    async takeModel(file, known) {
      const { takeModel } = await import('#workers/models/client.ts');
      return takeModel(inkreel.library, file, known);
    },
    safety: () => inkreel.safety(),
    trials: () => inkreel.trials(),
    outgoing: () => inkreel.outgoing(),
    exportDatabase: () => inkreel.exportDatabase(),
  };
}
