/** What threads ask the one that holds the files of a temporary session. Paths are "a/b/c". */

export type Ask =
  | { readonly do: 'room'; readonly path: '' }
  /** Makes it when missing and `create` is set. */
  | {
      readonly do: 'open';
      readonly path: string;
      readonly kind: 'file' | 'directory';
      readonly create: boolean;
    }
  | { readonly do: 'read'; readonly path: string }
  | { readonly do: 'list'; readonly path: string }
  /** The new content of a file that was opened before. */
  | { readonly do: 'put'; readonly path: string; readonly content: Blob }
  | { readonly do: 'move'; readonly path: string; readonly to: string }
  | { readonly do: 'remove'; readonly path: string; readonly recursive: boolean };

export interface Asked {
  readonly id: string;
  readonly ask: Ask;
}
/** An error is one that the browser's own files throw, by name. */
export type Answer = { readonly id: string } & (
  | { readonly value: unknown }
  | { readonly error: { readonly name: string; readonly message: string } }
);

/** Bytes that are kept, and how many may be. */
export interface Room {
  readonly used: number;
  readonly limit: number;
}

export const channelOf = (library: string): string => `inkreel:${library}:memory-files`;

/** "a/b/c" → "a/b"; "a" → "". */
export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
