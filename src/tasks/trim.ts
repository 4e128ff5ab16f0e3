/** The part of a sound or a film that a tool takes, in seconds from its beginning. */
import * as z from 'zod/mini';

const longest = 360_000;

/** Settings of a part: `end` null is the end of the source. */
export const trimShape = {
  start: z._default(z.number().check(z.gte(0), z.lte(longest)), 0),
  end: z._default(z.nullable(z.number().check(z.gt(0), z.lte(longest))), null),
};

interface Trim {
  readonly start: number;
  readonly end: number | null;
}

/** A check for a schema with `trimShape`: the end lies behind the start. */
export const trimRefusal = z.check<Trim>((given) => {
  const { start, end } = given.value;
  if (end === null || end > start) return;
  given.issues.push({
    code: 'custom',
    path: ['end'],
    message: 'it must lie behind the beginning',
    input: end,
  });
});

/** The part as mediabunny takes it, and how long it is at most. */
export const trimOf = ({ start, end }: Trim, seconds: number) => ({
  trim: { start, end: Math.min(end ?? seconds, seconds) },
  seconds: Math.max(0.01, Math.min(end ?? seconds, seconds) - start),
  isWhole: start === 0 && (end === null || end >= seconds),
});
