import { expect, it, vi } from 'vitest';

import { paceNotices } from './notices.ts';

it('tells the first change at once, many as one, and loses none', () => {
  vi.useFakeTimers();
  try {
    const told: (readonly string[])[] = [];
    const notice = paceNotices((tables) => told.push(tables));
    notice(['assets']);
    expect(told).toEqual([['assets']]);
    for (let commit = 0; commit < 50; commit += 1) notice(['tasks', 'assets']);
    expect(told).toHaveLength(1);
    vi.advanceTimersByTime(100);
    expect(told).toEqual([['assets'], ['tasks', 'assets']]);
    notice(['packs']);
    expect(told).toHaveLength(2);
    vi.advanceTimersByTime(100);
    expect(told.at(-1)).toEqual(['packs']);
    vi.advanceTimersByTime(1000);
    expect(told).toHaveLength(3);
    notice(['tags']);
    expect(told.at(-1)).toEqual(['tags']);
  } finally {
    vi.useRealTimers();
  }
});
