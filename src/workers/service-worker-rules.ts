/**
 * Large files that are not part of the shell: model runtimes, picture codecs, models. They are
 * cached on first use or by "make available offline", never at install.
 */
export function isEngine(path: string): boolean {
  if (path.endsWith('.onnx') || isMediaEngine(path)) return true;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^(ort-|avif_)/.test(name) && /\.(wasm|mjs)$/.test(name);
}

/**
 * The media engine (ffmpeg): a download of 32 MB that a person asks for, by a task that needs it or
 * in the settings. Whoever asks keeps it (`media/ffmpeg/engine.ts`); here it is only answered for.
 */
export function isMediaEngine(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^ffmpeg-core.*\.(js|wasm)$/.test(name);
}

/** Whether this device can use an engine: the runtime for graphics cards only where there is one. */
export function isWanted(path: string, device: { readonly gpu: boolean }): boolean {
  const forGraphicsCard = /\.(jspi|asyncify|jsep)[.-]/.test(path);
  // Fetched only when it is asked for by name.
  if (isMediaEngine(path)) return false;
  // The multi-threaded AVIF codec needs isolation and gains little; the plain one always works.
  if (/avif_enc_mt/.test(path)) return false;
  return device.gpu || !forGraphicsCard;
}

/** The script of the one thread that may speak with other origins. */
const isNetWorker = (path: string): boolean =>
  /^net\.worker[-.][^/]*js$/.test(path.slice(path.lastIndexOf('/') + 1));

/**
 * The Content-Security-Policy of one of our own files. Only the network worker may ever speak with
 * another origin, over https or with this very machine; it may start nothing and load nothing.
 */
export function policyFor(path: string): string {
  if (isNetWorker(path)) {
    return [
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
    ].join('; ');
  }
  const isPage = path.endsWith('/') || path.endsWith('.html');
  const shared = [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    // The encoders of sound bring their threads as text; only workers use them.
    isPage ? "worker-src 'self'" : "worker-src 'self' blob:",
    "connect-src 'self' blob: data:",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  if (!isPage) return shared.join('; ');
  return [
    ...shared,
    "style-src 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');
}

/** The floor of the policy that a page carries in its own head, for the first visit. */
export const metaPolicy = (): string => policyFor('/').replace("; frame-ancestors 'none'", '');
