/** Streams what a muxer writes into a blob, each piece in its place. */
import { StreamTarget, type StreamTargetChunk } from 'mediabunny';

/** Where bytes may be written at a place: a blob of the store. */
export interface PlacedBytes {
  writeAt(bytes: Uint8Array, at: number): Promise<void>;
}

/** The same, which knows where its last byte lies. */
export interface MeasuredBytes extends PlacedBytes {
  /** Bytes from the beginning to the end of what was written. */
  end(): number;
}

/** Counts what goes to a writer. */
export function measured(writer: PlacedBytes): MeasuredBytes {
  let end = 0;
  return {
    writeAt(bytes, at) {
      end = Math.max(end, at + bytes.length);
      return writer.writeAt(bytes, at);
    },
    end: () => end,
  };
}

/**
 * A target for a mediabunny Output. Nothing is held but 1 MB; the writer is closed by its owner.
 *
 * Nearly all containers correct their head when all is written, so that a hash made on the way would
 * be for nothing: by its place even what comes in order is hashed once, at the end.
 */
export function blobTarget(writer: PlacedBytes): StreamTarget {
  const sink = new WritableStream<StreamTargetChunk>({
    write: ({ data, position }) => writer.writeAt(data, position),
  });
  return new StreamTarget(sink, { chunked: true, chunkSize: 1 << 20 });
}
