import { describe, expect, test } from 'vitest';

import { fail, ok } from '#domain/result.ts';

import { writeWithin } from './within.ts';

const seconds = 10;
const soundBits = 100_000;
const limit = 1_000_000;

/** An encoder that gives `share` of the bits it is told, `most` at the highest. */
function encoder(share: number | ((round: number) => number), most = Infinity) {
  const open = new Set<number>();
  const rates: number[] = [];
  const write = async (rate: number, round: number) => {
    rates.push(rate);
    open.add(round);
    const part = typeof share === 'number' ? share : share(round);
    const size = ((Math.min(most, rate * part) + soundBits) * seconds) / 8;
    const abort = async (): Promise<void> => void open.delete(round);
    return ok({ writer: { abort } as never, size, rate, leftOut: [] });
  };
  return { write, rates, open };
}
const within = ({ write }: ReturnType<typeof encoder>) =>
  writeWithin(limit, { seconds, soundBits }, write);

describe('a film within a size', () => {
  test('one that fills the room is taken at once', async () => {
    const faithful = encoder(1);
    expect(await within(faithful)).toMatchObject({ ok: true, value: { tries: 1 } });
  });

  test('one that undershoots is tried once more, and the larger one stays', async () => {
    const modest = encoder(0.8);
    const result = await within(modest);
    expect(result).toMatchObject({ ok: true, value: { tries: 2, rate: modest.rates[1] } });
    if (result.ok) expect(result.value.size).toBeGreaterThan(limit * 0.9);
    expect([...modest.open], 'the smaller one was given up').toEqual([1]);
  });

  test('when more is too much, the first one stays', async () => {
    const jumpy = encoder((round) => (round === 0 ? 0.8 : 1.2));
    const result = await within(jumpy);
    expect(result).toMatchObject({ ok: true, value: { tries: 2, rate: jumpy.rates[0] } });
    expect([...jumpy.open]).toEqual([0]);
  });

  test('a film that needs no more is not encoded twice', async () => {
    const easy = encoder(1, 50_000);
    expect(await within(easy)).toMatchObject({ ok: true, value: { tries: 1 } });
  });

  test('one that overshoots is brought down, and what was too large does not stay', async () => {
    const greedy = encoder(1.3);
    const result = await within(greedy);
    if (!result.ok) throw new Error(JSON.stringify(result.failure));
    expect(result.value.size).toBeLessThanOrEqual(limit);
    expect(greedy.open.size).toBe(1);
  });

  test('what cannot fit is refused, and a failure leaves nothing', async () => {
    const deaf = encoder((round) => 3 * 2 ** round);
    expect(await within(deaf)).toMatchObject({ ok: false, failure: { code: 'too_large' } });
    expect(deaf.open.size).toBe(0);
    const modest = encoder(0.8);
    const broken = await writeWithin(limit, { seconds, soundBits }, (rate, round) =>
      round === 0 ? modest.write(rate, round) : Promise.resolve(fail({ code: 'cancelled' })),
    );
    expect(broken).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(modest.open.size).toBe(0);
  });
});
