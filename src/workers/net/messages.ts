/** What a task worker and its net worker say to each other: one question, one answer, then gone. */

export type ToNetWorker =
  | {
      readonly say: 'get';
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
    }
  /** Wants the next piece; nothing is read ahead of it. */
  | { readonly say: 'next' };

export type FromNetWorker =
  | {
      readonly say: 'head';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly say: 'piece'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly say: 'end' }
  | { readonly say: 'failed'; readonly reason: string };
