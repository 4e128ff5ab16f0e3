/** How long an MPEG stream lasts by its time stamps, which begin anywhere and at 0 again after 26 h. */
import { concat } from '../bytes.ts';

import { ticks, wrap, type PesPacket } from './program.ts';

/** An elementary stream, and how long a piece of it lasts in seconds. */
export interface Measured {
  readonly stream: number;
  readonly lasts: (piece: Uint8Array) => number;
}

/** How far stamps of different streams and of reordered pictures lie apart at a beginning (seconds). */
const atFirst = 5;
/** Stamps that lie further apart than this (seconds) were set anew between them. */
const longest = 13 * 3600;

/** How far one stamp lies behind another in ticks, at most half of the whole circle. */
const behind = (from: number, to: number): number => {
  const ahead = (((to - from) % wrap) + wrap) % wrap;
  return ahead > wrap / 2 ? ahead - wrap : ahead;
};

/**
 * Seconds from the first to the end of the last of these streams; NaN where stamps do not say.
 *
 * @param first packets at the beginning of the file
 * @param last packets at its end
 */
export function lengthOf(
  first: readonly PesPacket[],
  last: readonly PesPacket[],
  streams: readonly Measured[],
): number {
  const numbers = new Set(streams.map(({ stream }) => stream));
  const stamps = first.flatMap(({ stream, time }) =>
    numbers.has(stream) && time >= 0 ? [time] : [],
  );
  const [begin] = stamps;
  if (begin === undefined) return Number.NaN;
  const origin = stamps.reduce(
    (least, time) =>
      behind(time, least) > 0 && behind(time, begin) < atFirst * ticks ? time : least,
    begin,
  );
  const ends = streams
    .map(({ stream, lasts }) => endOf(last, stream, origin, lasts))
    .filter((end) => end > 0 && end < longest);
  return ends.length > 0 ? Math.max(...ends) : Number.NaN;
}

/** When a stream ends, in seconds from the origin: its last stamp, and what follows that stamp. */
function endOf(
  packets: readonly PesPacket[],
  number: number,
  origin: number,
  lasts: Measured['lasts'],
): number {
  const own = packets.filter(({ stream }) => stream === number);
  const at = own.findLastIndex(({ time }) => time >= 0);
  const last = own[at];
  if (!last) return Number.NaN;
  // Pictures come in the order of decoding: an earlier one may be shown later.
  const latest = own.reduce(
    (most, { time }) => (time >= 0 && behind(most, time) > 0 ? time : most),
    last.time,
  );
  const rest = lasts(concat(own.slice(at).map(({ payload }) => payload)));
  return behind(origin, latest) / ticks + (rest > 0 ? rest : 0);
}
