/** The tab's side of looking at files before an import: slices go out, what was seen comes back. */
import type { ProjectId } from '#domain/id.ts';

import type { Arranged } from './arrange.ts';
import type { FromImportWorker, KnownAlready, Seen, Source, ToImportWorker } from './messages.ts';

/** How files are looked at. */
export interface LookOptions {
  /** The project that they would go to; what another one has is new there. */
  readonly project?: ProjectId;
  /** First of all: what comes in, each with what lies beside it, and what goes with none of it. */
  readonly onArranged: (arranged: Arranged) => void;
  /** Files as they are judged, by their place among those that come in, a few at a time. */
  readonly onSeen: (seen: readonly Seen[]) => void;
  /** Then those that are here already. */
  readonly onKnown: (known: readonly KnownAlready[]) => void;
  readonly signal?: AbortSignal;
}

/** Files on their way to the worker. */
export interface Handed {
  readonly files: readonly Source[];
  at: number;
}

interface Look extends Handed {
  readonly options: LookOptions;
  readonly resolve: () => void;
}

export interface Looks {
  /** Looks at files under a number of their own; resolves when all is known, or it was ended. */
  begin(id: number, files: readonly Source[], options: LookOptions): Promise<void>;
  /** Takes a message that is about a look; whether it was. */
  hear(message: FromImportWorker): boolean;
  readonly open: () => number;
  endAll(): void;
}

/**
 * @param handOver sends the next slice of files
 * @param onEnd called when one ended, so that the worker may rest
 */
export function createLooks(
  post: (message: ToImportWorker) => void,
  handOver: (id: number, handed: Handed) => void,
  onEnd: () => void,
): Looks {
  const looks = new Map<number, Look>();
  const end = (id: number): void => {
    looks.get(id)?.resolve();
    looks.delete(id);
    onEnd();
  };
  return {
    begin: (id, files, options) =>
      new Promise((resolve) => {
        looks.set(id, { files, options, resolve, at: 0 });
        const { project, signal } = options;
        signal?.addEventListener('abort', () => post({ say: 'cancel', session: id }), {
          once: true,
        });
        post({ say: 'look', session: id, ...(project === undefined ? {} : { project }) });
      }),
    hear(message) {
      const look = 'session' in message ? looks.get(message.session) : undefined;
      if (look === undefined || !('session' in message)) return false;
      if (message.say === 'more') handOver(message.session, look);
      else if (message.say === 'seen') look.options.onSeen(message.seen);
      else if (message.say === 'known') look.options.onKnown(message.known);
      else if (message.say === 'looked') end(message.session);
      return true;
    },
    open: () => looks.size,
    endAll() {
      for (const id of looks.keys()) end(id);
    },
  };
}
