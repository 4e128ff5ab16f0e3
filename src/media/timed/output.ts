/**
 * Opens containers whose bytes hang on what is put in and on nothing else. The library's muxers
 * write the clock into MP4 and MOV, and numbers by chance into Ogg (serials of streams) and Matroska
 * (ids of covers); the same work would give other bytes each time, and count as another file.
 */
import { Output, type OutputFormat, type OutputOptions, type Target } from 'mediabunny';

/** What is reached of muxers beyond their types; each is there in some of them only. */
interface Muxer {
  /** MP4, MOV: seconds since 1904; 0 stands for "not told". */
  creationTime?: number;
  /** Ogg: what is kept of each stream, made when it is first asked for. */
  getTrackData?: (track: { readonly id: number }, meta: unknown) => { serialNumber: number };
  /** Matroska: writes down covers before the head of the file is written. */
  maybeCreateAttachments?: () => void;
  attachmentsElement?: { readonly data: readonly Element[] } | null;
}

interface Element {
  readonly data: readonly ({ readonly id: number; data: unknown } | null)[];
}

/** The id of an attachment's own id (RFC 9559, section 5.1.6.1.5). */
const fileUid = 0x46ae;

export function openOutput<Format extends OutputFormat, Place extends Target>(
  options: OutputOptions<Format, Place>,
): Output<Format, Place> {
  const output = new Output<Format, Place>(options);
  // The border: what the library keeps to itself; `output.test.ts` fails where it has moved.
  const { _muxer: muxer } = output as unknown as { readonly _muxer: Muxer };
  if (muxer.creationTime !== undefined) muxer.creationTime = 0;
  const dataOf = muxer.getTrackData;
  if (dataOf && options.format.fileExtension === '.ogg') {
    muxer.getTrackData = (track, meta) => {
      const data = dataOf.call(muxer, track, meta);
      data.serialNumber = track.id;
      return data;
    };
  }
  const attach = muxer.maybeCreateAttachments;
  if (attach) {
    muxer.maybeCreateAttachments = () => {
      attach.call(muxer);
      for (const [index, { data }] of (muxer.attachmentsElement?.data ?? []).entries()) {
        for (const part of data) if (part?.id === fileUid) part.data = BigInt(index + 1);
      }
    };
  }
  return output;
}
