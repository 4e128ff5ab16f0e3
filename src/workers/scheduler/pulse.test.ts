import { expect, test } from 'vitest';

import { feel, hear, newPulse, pulseLimits, rest } from './pulse.ts';

const beat = 5_000;
const here = (steps: number) => ({ say: 'here', steps }) as const;

/** Beats until the worker is given up; gives the time that passed, or null when it never is. */
function givenUpAfter(
  answer: (at: number) => void,
  pulse: ReturnType<typeof newPulse>,
  until: number,
) {
  for (let at = beat; at <= until; at += beat) {
    const failure = feel(pulse, beat, pulseLimits);
    if (failure) return { at, failure };
    answer(at);
  }
  return null;
}

test('a worker that answers and works is never given up', () => {
  const pulse = newPulse();
  let steps = 0;
  expect(givenUpAfter(() => hear(pulse, here((steps += 1))), pulse, 24 * 3_600_000)).toBeNull();
});

test('one that has spoken and is silent is given up after the limit, with the time in words', () => {
  const pulse = newPulse();
  hear(pulse, here(1));
  const { at, failure } = givenUpAfter(() => undefined, pulse, 3_600_000)!;
  expect(at).toBe(pulseLimits.silence + beat);
  expect(failure).toEqual({ code: 'stuck', seconds: pulseLimits.silence / 1000 });
});

test('a step that cannot be cut, and a script that is still coming, have the long limit', () => {
  const loading = newPulse();
  expect(givenUpAfter(() => undefined, loading, 3_600_000)?.at).toBe(
    pulseLimits.longSilence + beat,
  );
  const busy = newPulse();
  hear(busy, here(1));
  hear(busy, { say: 'long_step', begins: true });
  expect(givenUpAfter(() => undefined, busy, pulseLimits.longSilence)).toBeNull();
  hear(busy, { say: 'long_step', begins: false });
  expect(givenUpAfter(() => undefined, busy, 3_600_000)?.at).toBe(pulseLimits.silence + beat);
});

test('one that answers but never does anything is given up in the end', () => {
  const pulse = newPulse();
  const { at } = givenUpAfter(() => hear(pulse, here(7)), pulse, 2 * 3_600_000)!;
  expect(at).toBeGreaterThanOrEqual(pulseLimits.standstill);
  expect(at).toBeLessThanOrEqual(pulseLimits.standstill + 2 * beat);
});

test('rest between two tasks counts for nothing', () => {
  const pulse = newPulse();
  hear(pulse, here(1));
  for (let round = 0; round < 1_000; round += 1) {
    for (let at = 0; at < pulseLimits.silence - beat; at += beat) {
      expect(feel(pulse, beat, pulseLimits)).toBeNull();
    }
    rest(pulse);
  }
});
