import { expect, test, vi } from 'vitest';

test.each([
  ['Asia/Tokyo', /12:30/],
  ['UTC', /3:30/],
  ['America/New_York', /(22|10):30/],
])('1.15 a time is stored as UTC and shown as the clock in %s has it', async (zone, clock) => {
  const before = process.env['TZ'];
  process.env['TZ'] = zone;
  try {
    vi.resetModules();
    const { momentText } = await import('./format.ts');
    expect(momentText(12_600_000)).toMatch(clock);
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
    vi.resetModules();
  }
});
