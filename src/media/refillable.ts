/**
 * A reader of a stream of bytes into buffers of ours, which can be filled again and again; null where
 * the browser's files have none.
 */
export function refillable(stream: ReadableStream<Uint8Array>): ReadableStreamBYOBReader | null {
  try {
    return stream.getReader({ mode: 'byob' });
  } catch {
    return null;
  }
}
