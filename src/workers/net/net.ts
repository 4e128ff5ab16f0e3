/** How a run asks another origin: each question through a net worker that lives for it alone. */
import { openPartial } from '#db/blobs/partial.ts';
import type { Failure } from '#domain/failure.ts';
import type { Net, NetAnswer } from '#tasks/context.ts';
import type { FromNetWorker, ToNetWorker } from './messages.ts';

const spawn = (): Worker =>
  new Worker(new URL('../net.worker.ts', import.meta.url), { type: 'module', name: 'inkreel net' });

const broken = (reason: string): Failure => ({ code: 'interrupted', reason });

/** Makes the door to other origins; given only to kinds of task that say `network`. */
export const createNet = (library: string): Net => ({
  partial: (name) => openPartial(library, name),
  async freeSpace() {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
  },
  get: (url, { headers = {}, signal }) =>
    new Promise((resolve, reject) => {
      const worker = spawn();
      let waiting: ((message: FromNetWorker) => void) | null = null;
      let over: FromNetWorker | null = null;
      const close = (): void => {
        signal.removeEventListener('abort', stop);
        worker.terminate();
      };
      const hear = (message: FromNetWorker): void => {
        if (message.say === 'end' || message.say === 'failed') over = message;
        const take = waiting;
        waiting = null;
        take?.(message);
      };
      const stop = (): void => hear({ say: 'failed', reason: 'it was stopped' });
      const ask = (message: ToNetWorker): Promise<FromNetWorker> =>
        over
          ? Promise.resolve(over)
          : new Promise((answer) => {
              waiting = answer;
              worker.postMessage(message);
            });
      worker.addEventListener('message', ({ data }: MessageEvent<FromNetWorker>) => hear(data));
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        hear({ say: 'failed', reason: event.message || 'its script could not be loaded' });
      });
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
      void ask({ say: 'get', url, headers }).then((head) => {
        if (head.say !== 'head') {
          close();
          return reject(broken(head.say === 'failed' ? unreachable(head.reason) : 'no answer'));
        }
        return resolve(answerOf(head, ask, close));
      });
    }),
});

/** A page is told no more than "Failed to fetch", whatever the reason. */
const unreachable = (reason: string): string =>
  /fetch|network/i.test(reason)
    ? 'the address cannot be reached, or its host does not let web pages read it'
    : reason;

function answerOf(
  { status, headers }: Extract<FromNetWorker, { say: 'head' }>,
  ask: (message: ToNetWorker) => Promise<FromNetWorker>,
  close: () => void,
): NetAnswer {
  return {
    status,
    header: (name) => headers[name.toLowerCase()] ?? null,
    async next() {
      const message = await ask({ say: 'next' });
      if (message.say === 'piece') return message.bytes;
      close();
      if (message.say === 'failed') throw broken(`the connection broke off (${message.reason})`);
      return null;
    },
    close,
  };
}
