/** The two ways between the workers of a library: announcements to all, and a private wire to one. */
import type { Wire } from '../rpc.ts';
import type { Announcement, SwitchboardMessage } from './messages.ts';
import { names, portArrived } from './messages.ts';
import type { OpenWire } from './wire.ts';
import { broadcastWire } from './wire.ts';

export interface Switchboard {
  announce(announcement: Announcement): void;
  onAnnouncement(listener: (announcement: Announcement) => void): void;
  /** Calls back with a wire for each worker that wants to speak to this one. */
  onWire(listener: (wire: Wire) => void): void;
  /** Opens a wire to a member; falls back to a BroadcastChannel when no port gets through. */
  wireTo(member: string): Promise<OpenWire>;
}

/** How long a port may take through the SharedWorker before the channel is used instead. */
const portPatience = 1_000;

/**
 * @param broker port of the SharedWorker, or null where there is none
 */
export function createSwitchboard(options: {
  readonly library: string;
  readonly member: string;
  readonly broker: MessagePort | null;
}): Switchboard {
  const { library, member, broker } = options;
  const channel = new BroadcastChannel(names.announcements(library));
  const wireListeners: ((wire: Wire) => void)[] = [];
  const unknownListeners = new Set<(to: string) => void>();

  channel.addEventListener('message', (event: MessageEvent<Announcement>) => {
    const { data } = event;
    if (data.kind !== 'wire' || data.leader !== member) return;
    const wire = broadcastWire(data.name, member);
    for (const listener of wireListeners) listener(wire);
  });

  broker?.addEventListener('message', (event: MessageEvent<SwitchboardMessage>) => {
    const { data, ports } = event;
    if (data.kind === 'unknown') for (const listener of unknownListeners) listener(data.to);
    const port = ports[0];
    if (data.kind !== 'connect' || !port) return;
    for (const listener of wireListeners) listener(port);
    port.postMessage(portArrived);
  });
  broker?.start();
  broker?.postMessage({
    kind: 'hello',
    member,
    aliveLock: names.aliveLock(library, member),
  } satisfies SwitchboardMessage);

  const portTo = (to: string): Promise<OpenWire | null> => {
    if (!broker) return Promise.resolve(null);
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve) => {
      const settle = (port: MessagePort | null): void => {
        clearTimeout(timer);
        unknownListeners.delete(onUnknown);
        port1.removeEventListener('message', onArrival);
        if (!port) port1.close();
        resolve(port);
      };
      const onArrival = (event: MessageEvent<unknown>): void => {
        if (event.data === portArrived) settle(port1);
      };
      const onUnknown = (missing: string): void => {
        if (missing === to) settle(null);
      };
      const timer = setTimeout(settle, portPatience, null);
      port1.addEventListener('message', onArrival);
      port1.start();
      unknownListeners.add(onUnknown);
      broker.postMessage({ kind: 'connect', to } satisfies SwitchboardMessage, [port2]);
    });
  };

  return {
    announce: (announcement) => channel.postMessage(announcement),
    onAnnouncement: (listener) =>
      channel.addEventListener('message', (event: MessageEvent<Announcement>) =>
        listener(event.data),
      ),
    onWire: (listener) => {
      wireListeners.push(listener);
    },
    async wireTo(to) {
      const port = await portTo(to);
      if (port) return port;
      const name = `${names.announcements(library)}:${crypto.randomUUID()}`;
      const wire = broadcastWire(name, member);
      channel.postMessage({ kind: 'wire', leader: to, name } satisfies Announcement);
      return wire;
    },
  };
}
