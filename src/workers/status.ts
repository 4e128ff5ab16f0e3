/** What the library of a tab is doing; each state but the first three wants words on the screen. */
export type LibraryStatus =
  | { readonly state: 'opening' }
  /** This tab's worker holds the database. */
  | { readonly state: 'ready' }
  /** Another tab's worker holds the database; everything works through it. */
  | { readonly state: 'following' }
  /** The leading tab ended; another takes over within a second. */
  | { readonly state: 'reconnecting' }
  /**
   * The browser offers no storage: everything works, nothing is kept after the last tab closes.
   * `full`: what its memory may hold is used up.
   */
  | { readonly state: 'temporary'; readonly reason: string; readonly full: boolean }
  /** There was a library on this device and its storage is gone. `since`: when it was first saved (ms UTC). */
  | { readonly state: 'missing'; readonly since: number | null }
  /** The database is damaged; it was set aside under this name, untouched, and nothing is open. */
  | { readonly state: 'corrupt'; readonly setAside: string; readonly reason: string }
  /** The database was written by a newer Inkreel than this one. */
  | { readonly state: 'newer'; readonly found: number; readonly known: number }
  /** No space: the reserve was given up so that work in hand can end; nothing new can be saved. */
  | { readonly state: 'full'; readonly since: number }
  /** Writing fails although there is space. */
  | { readonly state: 'failing'; readonly reason: string }
  /** The tab that holds the database does not answer (suspended); this one keeps trying. */
  | { readonly state: 'suspended_elsewhere'; readonly since: number };
