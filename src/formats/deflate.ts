/** zlib streams (RFC 1950) through the platform's own streams, which browsers and Node share. */
import type { Result } from '#domain/result.ts';

import { concat } from './bytes.ts';

const streamOf = (bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });

/** Packs bytes as one zlib stream. */
export async function deflate(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const packed = streamOf(new Uint8Array(bytes)).pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/**
 * Unpacks a zlib stream of untrusted origin; stops with `too_large` as soon as more than `limit`
 * bytes come out, so that a bomb costs no more than the limit.
 */
export async function inflate(bytes: Uint8Array, limit: number): Promise<Result<Uint8Array>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = streamOf(new Uint8Array(bytes))
    .pipeThrough(new DecompressionStream('deflate'))
    .getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { ok: true, value: concat(parts) };
      size += value.length;
      if (size > limit) {
        await reader.cancel();
        return {
          ok: false,
          failure: { code: 'too_large', what: 'packed data', limit: `${limit} bytes` },
        };
      }
      parts.push(value);
    }
  } catch {
    return {
      ok: false,
      failure: { code: 'corrupt', what: 'packed data', reason: 'it does not unpack' },
    };
  }
}
