/**
 * The only thread that may speak with another origin (service-worker-rules.ts gives its script a
 * policy of its own). It can do one thing: GET an address that a task was given, without cookies,
 * without a referrer, without a body. It knows nothing of the library and has no code that reads it.
 */
import type { FromNetWorker, ToNetWorker } from './net/messages.ts';

const say = (message: FromNetWorker, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

let reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | null = null;

self.addEventListener('message', ({ data }: MessageEvent<ToNetWorker>) => {
  const work = data.say === 'get' ? get(data.url, data.headers) : next();
  work.catch((thrown: unknown) =>
    say({ say: 'failed', reason: thrown instanceof Error ? thrown.message : String(thrown) }),
  );
});

async function get(url: string, headers: Readonly<Record<string, string>>): Promise<void> {
  const response = await fetch(url, {
    method: 'GET',
    mode: 'cors',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    headers,
  });
  reader = response.body?.getReader() ?? null;
  say({ say: 'head', status: response.status, headers: Object.fromEntries(response.headers) });
}

async function next(): Promise<void> {
  const piece = await reader?.read();
  if (!piece || piece.done) return say({ say: 'end' });
  // A copy, for a stream may go on using what it gave.
  const bytes = piece.value.slice();
  return say({ say: 'piece', bytes }, [bytes.buffer]);
}
