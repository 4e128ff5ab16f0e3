/** Chunks of a RIFF file (WebP, WAV, AVI) of any size, of which only the heads are read. */
import { isAt, latin1, u32 } from '../bytes.ts';

import type { Reading } from './reading.ts';

export interface RiffHead {
  readonly type: string;
  readonly start: number;
  /** Behind the data, before a pad byte; behind the end of the file where the chunk is cut off. */
  readonly dataEnd: number;
  /** Behind the pad byte, which the last chunk of a file may lack. */
  readonly end: number;
}

const mostChunks = 200_000;

/** Chunks in order; nothing where it is no RIFF file. */
export async function* riffHeads(file: Reading): AsyncGenerator<RiffHead> {
  if (!isAt(await file.at(0, 4), 0, 'RIFF')) return;
  for (let [start, count] = [12, 0]; start + 8 <= file.size && count < mostChunks; count += 1) {
    const head = await file.at(start, 8);
    const dataEnd = start + 8 + u32(head, 4, true);
    const end = Math.min(file.size, dataEnd + ((dataEnd - start) & 1));
    yield { type: latin1(head, 0, 4), start, dataEnd, end };
    start = end;
  }
}
