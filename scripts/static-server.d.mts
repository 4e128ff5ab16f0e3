/** Types of `static-server.mjs`, for the tests that use it. */
export function serveFolder(options: {
  readonly root: string;
  readonly port?: number;
  readonly base?: string;
  readonly headers?: 'good' | 'none';
  readonly host?: string;
}): Promise<{
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}>;
