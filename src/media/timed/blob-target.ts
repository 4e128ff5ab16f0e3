/** Streams what a muxer writes into a blob, in order where it goes in order, else in its place. */
import { StreamTarget, type StreamTargetChunk } from 'mediabunny';

/** Where bytes may be written one after another or at a place: a blob of the store. */
export interface PlacedBytes {
  write(bytes: Uint8Array): Promise<void>;
  writeAt(bytes: Uint8Array, at: number): Promise<void>;
}

/** A target for a mediabunny Output. Nothing is held but 1 MB; the writer is closed by its owner. */
export function blobTarget(writer: PlacedBytes): StreamTarget {
  let end = 0;
  const sink = new WritableStream<StreamTargetChunk>({
    async write({ data, position }) {
      if (position === end) await writer.write(data);
      else await writer.writeAt(data, position);
      end = Math.max(end, position + data.length);
    },
  });
  return new StreamTarget(sink, { chunked: true, chunkSize: 1 << 20 });
}
