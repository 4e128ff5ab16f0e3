import { describe, expect, test } from 'vitest';

import { failureOfRun } from './failure.ts';
import { openLog } from './log.ts';
import type { Ended } from './messages.ts';

const ended = (how: Partial<Ended>): Ended => ({
  say: 'ended',
  code: 0,
  crash: null,
  full: false,
  memory: null,
  ...how,
});
const logOf = (...lines: readonly string[]) => ({ stdout: [], stderr: lines });

describe('only the return code decides', () => {
  test('0 is good, whatever the program says at its end', () => {
    expect(failureOfRun(ended({}), logOf('Error while decoding', 'Aborted()'), 'a')).toBeNull();
  });

  test('anything else is a failure, even without a word', () => {
    expect(failureOfRun(ended({ code: 1 }), logOf('Aborted()'), 'a.avi')).toEqual({
      code: 'unsupported',
      what: 'a.avi',
      reason: 'return code 1',
    });
  });
});

describe('what a failed run says becomes a failure with words', () => {
  test.each([
    ['[mov,mp4 @ 0x12a0] moov atom not found', { code: 'corrupt', reason: 'moov atom not found' }],
    [
      '/in/a.avi: Invalid data found when processing input',
      { code: 'corrupt', reason: 'Invalid data found when processing input' },
    ],
    [
      '[in#0 @ 0x1] Could not find codec parameters for stream 0',
      { code: 'unsupported', what: 'a.avi' },
    ],
    ["Unknown encoder 'libaom-av1'", { code: 'internal' }],
    ['av_interleaved_write_frame(): No space left on device', { code: 'storage_full' }],
    ['Cannot allocate memory', { code: 'out_of_memory' }],
  ])('%s', (line, failure) => {
    const log = logOf('Input #0, avi', line, 'Aborted()');
    expect(failureOfRun(ended({ code: 1 }), log, 'a.avi')).toMatchObject(failure);
  });

  test('a full disk is known by the write that met it, a crash by what was thrown', () => {
    expect(failureOfRun(ended({ full: true, code: 1 }), logOf(), 'a')).toEqual({
      code: 'storage_full',
    });
    const crash = 'RuntimeError: memory access out of bounds';
    expect(failureOfRun(ended({ code: null, crash }), logOf(), 'a')).toMatchObject({
      code: 'unsupported',
      what: 'a',
      reason: expect.stringContaining('out of bounds'),
    });
    const memory = 'RangeError: Array buffer allocation failed';
    expect(failureOfRun(ended({ code: null, crash: memory }), logOf(), 'a')).toMatchObject({
      code: 'out_of_memory',
    });
  });
});

test('a flood of lines keeps its beginning and its end, and says what is gone', () => {
  const log = openLog();
  for (let line = 0; line < 50_000; line += 1) log.take('stderr', `line ${line}`);
  log.take('stdout', 'x'.repeat(10_000));
  const { stderr, stdout } = log.read();
  expect(stderr[0]).toBe('line 0');
  expect(stderr.at(-1)).toBe('line 49999');
  expect(stderr.length).toBeLessThan(7_000);
  expect(stderr.find((line) => line.includes('left out'))).toMatch(/\d{5} lines/);
  expect(stdout[0]).toHaveLength(4_000);
});
