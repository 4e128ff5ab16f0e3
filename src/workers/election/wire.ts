/**
 * How two threads of one origin get a wire to each other: a port carried by the SharedWorker
 * switchboard, or a private BroadcastChannel where there is no SharedWorker.
 */
import type { Wire } from '../rpc.ts';

/** A wire that can be let go of. */
export interface OpenWire extends Wire {
  close(): void;
}

interface BroadcastEnvelope {
  readonly from: string;
  readonly kind: 'hello' | 'ready' | 'data';
  readonly data?: unknown;
}

/**
 * One end of a wire over a private BroadcastChannel. Nothing is lost while the other end is not
 * there yet: messages wait until both ends have greeted each other. Nothing can be transferred.
 */
export function broadcastWire(name: string, self: string): OpenWire {
  const channel = new BroadcastChannel(name);
  const target = new EventTarget();
  const waiting: unknown[] = [];
  let met = false;
  const post = (kind: BroadcastEnvelope['kind'], data?: unknown): void =>
    channel.postMessage({ from: self, kind, data } satisfies BroadcastEnvelope);
  const meet = (): void => {
    if (met) return;
    met = true;
    for (const data of waiting.splice(0)) post('data', data);
  };
  channel.addEventListener('message', (event: MessageEvent<BroadcastEnvelope>) => {
    const { from, kind, data } = event.data;
    if (from === self) return;
    if (kind === 'hello') post('ready');
    if (kind === 'data') target.dispatchEvent(new MessageEvent('message', { data }));
    else meet();
  });
  post('hello');
  return {
    postMessage(data) {
      if (met) post('data', data);
      else waiting.push(data);
    },
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
    close: () => channel.close(),
  };
}
