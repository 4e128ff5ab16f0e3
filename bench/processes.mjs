/** What the processes of a measured browser take of the memory, from Linux's /proc. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const textOf = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** Why nothing can be told here, or null. */
export const whyNoProcesses = () =>
  existsSync('/proc/self/smaps_rollup') ? null : 'this system has no /proc';

/** All processes of the browser with this profile: its own, those of pages, of the network, of graphics. */
function processesOf(profile) {
  const parents = new Map();
  let browser;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const command = textOf(`/proc/${pid}/cmdline`);
    const type = /--type=([a-z-]+)/.exec(command)?.[1];
    if (command.includes(profile) && type === undefined) browser = pid;
    const parent = /PPid:\s+(\d+)/.exec(textOf(`/proc/${pid}/status`))?.[1];
    parents.set(pid, { parent, type: type ?? 'browser' });
  }
  const isOfIt = (pid) => pid === browser || (parents.has(pid) && isOfIt(parents.get(pid).parent));
  return [...parents].filter(([pid]) => isOfIt(pid)).map(([pid, { type }]) => ({ pid, type }));
}

/** Bytes by type of process; what processes share counts by its share (PSS). */
export function memoryByType(profile) {
  const found = {};
  for (const { pid, type } of processesOf(profile)) {
    const rolled = textOf(`/proc/${pid}/smaps_rollup`);
    const bytes = Number(/^Pss:\s+(\d+)/m.exec(rolled)?.[1] ?? 0) * 1024;
    found[type] = (found[type] ?? 0) + bytes;
  }
  return found;
}

/** Bytes of the pages and their workers alone. */
export const memoryOfPages = (profile) => memoryByType(profile).renderer ?? 0;

/** Bytes of the whole browser. */
export const memoryOfBrowser = (profile) =>
  Object.values(memoryByType(profile)).reduce((sum, bytes) => sum + bytes, 0);

/** What there was before some work, and the most of all moments while it was done; `look` measures. */
export async function peakDuring(look, work, pace = 200) {
  const before = look();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, look());
  }, pace);
  try {
    const value = await work();
    return { before, most: Math.max(most, look()), value };
  } finally {
    clearInterval(timer);
  }
}
