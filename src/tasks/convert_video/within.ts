/** A film of at most so many bytes: the highest rate that fits. */
import { fail, ok, type Result } from '#domain/result.ts';
import type { LeftOut } from '#media/timed/transcode.ts';

import type { BlobWriter } from '../context.ts';

/** Rounds of keeping to a size; encoders give more bits than they were told. */
const rounds = 4;
/** What the container itself and the pace of its packets take of a limit. */
const overhead = 0.96;
/** Share of the limit from which on a film is as large as it may be. */
const full = 0.95;
/** Share of its bits that an encoder must have used for more to be of use. */
const thirst = 0.5;
/** Fewer bits a second than this are no film. */
const leastRate = 20_000;

/** A film that was written but not yet closed: it may still be given up for a better one. */
export interface Written {
  readonly writer: BlobWriter;
  readonly size: number;
  readonly rate: number | null;
  readonly leftOut: LeftOut;
  /** How often it was encoded in search of its rate. */
  readonly tries?: number;
}

/**
 * The film at the highest rate that keeps to a size: a rate is reckoned, brought down while the
 * film is too large, and tried once more where room is left that the encoder would use.
 */
export async function writeWithin(
  limit: number,
  { seconds, soundBits }: { readonly seconds: number; readonly soundBits: number },
  write: (rate: number, round: number) => Promise<Result<Written>>,
): Promise<Result<Written>> {
  const kilobytes = Math.round(limit / 1000);
  let rate = Math.floor((limit * 8 * overhead) / seconds) - soundBits;
  let smallest = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    if (rate < leastRate) {
      const reason = `${kilobytes} kB for ${Math.round(seconds)} s leave no bits for a picture; cut it, or make it smaller`;
      return fail({ code: 'too_large', what: 'The result', limit: reason });
    }
    const written = await write(rate, round);
    if (!written.ok) return written;
    const first = written.value;
    if (first.size > limit) {
      await first.writer.abort();
      smallest = Math.min(smallest, first.size);
      rate = Math.floor(rate * (limit / first.size) * 0.95);
      continue;
    }
    const used = (first.size * 8) / seconds - soundBits;
    // An encoder that took much less than it was given has no use for more.
    if (first.size > limit * full || used < rate * thirst || round === rounds - 1) {
      return ok({ ...first, tries: round + 1 });
    }
    const next = Math.floor((rate * limit * overhead) / first.size);
    const better = await write(next, round + 1).catch(async (thrown: unknown) => {
      await first.writer.abort();
      throw thrown;
    });
    if (!better.ok) {
      await first.writer.abort();
      return better;
    }
    const isBetter = better.value.size <= limit && better.value.size > first.size;
    await (isBetter ? first : better.value).writer.abort();
    return ok({ ...(isBetter ? better.value : first), tries: round + 2 });
  }
  const said = `it has ${Math.round(smallest / 1000)} kB at the lowest rate tried; make it smaller or shorter`;
  return fail({ code: 'too_large', what: 'The result', limit: said });
}
