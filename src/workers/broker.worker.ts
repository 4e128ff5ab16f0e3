/**
 * The switchboard: one SharedWorker per library that carries ports between the database workers of
 * its tabs. It keeps nothing else, and SQLite cannot live here (no sync access handles).
 */
import type { SwitchboardMessage } from './election/messages.ts';

const members = new Map<string, MessagePort>();

addEventListener('connect', (event) => {
  const port = event instanceof MessageEvent ? event.ports[0] : undefined;
  if (!port) return;
  port.addEventListener('message', (message: MessageEvent<SwitchboardMessage>) => {
    const { data, ports } = message;
    if (data.kind === 'hello') {
      members.set(data.member, port);
      // Granted only once that worker is gone: then forget its port.
      void navigator.locks.request(data.aliveLock, { mode: 'shared' }, () => {
        members.delete(data.member);
      });
    } else if (data.kind === 'connect') {
      const wished = members.get(data.to);
      if (wished) wished.postMessage(data, [...ports]);
      else port.postMessage({ kind: 'unknown', to: data.to } satisfies SwitchboardMessage);
    }
  });
  port.start();
});
