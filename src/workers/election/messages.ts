import type { LibraryStatus } from '../status.ts';

/** What workers of one library say to all others, over `inkreel:<library>:switchboard`. */
export type Announcement =
  | { readonly kind: 'who' }
  | { readonly kind: 'leader'; readonly leader: string; readonly status: LibraryStatus }
  /** Asks a leader for a wire where no port could be carried. */
  | { readonly kind: 'wire'; readonly leader: string; readonly name: string };

/** What a worker says to the SharedWorker switchboard, and it to a worker. */
export type SwitchboardMessage =
  | { readonly kind: 'hello'; readonly member: string; readonly aliveLock: string }
  | { readonly kind: 'connect'; readonly to: string }
  /** The switchboard does not know the wished member. */
  | { readonly kind: 'unknown'; readonly to: string };

/** Greets over a fresh port, so that the asking side knows that it arrived. */
export const portArrived = 'inkreel:port-arrived';

/** Names of the Web Locks and channels of a library. */
export const names = {
  leaderLock: (library: string): string => `inkreel:${library}:leader`,
  aliveLock: (library: string, member: string): string => `inkreel:${library}:alive-${member}`,
  announcements: (library: string): string => `inkreel:${library}:switchboard`,
  changes: (library: string): string => `inkreel:${library}:changes`,
  progress: (library: string): string => `inkreel:${library}:progress`,
};
