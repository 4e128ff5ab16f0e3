import type { Calendar } from '#domain/query/times.ts';

/** The calendar of the machine's own zone at a moment. */
export const calendarAt = (now: number): Calendar => ({
  now,
  at: (year, month, day, hour = 0, minute = 0, second = 0) => {
    const date = new Date(2000, 0, 1);
    // Years below 100 would be taken for 19xx by the constructor.
    date.setFullYear(year, month - 1, day);
    date.setHours(hour, minute, second, 0);
    return date.getTime();
  },
  dayOf: (moment) => {
    const date = new Date(moment);
    return {
      year: date.getFullYear(),
      month: date.getMonth() + 1,
      day: date.getDate(),
      weekday: (date.getDay() + 6) % 7,
    };
  },
});

/** A moment as the clocks of files write it: local, without a zone. */
export function wallClock(moment: number): string {
  const bounded = Math.min(Math.max(moment, -6e13), 2.5e14);
  const date = new Date(bounded);
  return new Date(bounded - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
