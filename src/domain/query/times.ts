/** Reads days, months and "7d" into stretches of time. The clock and the zone come from outside. */

/** What a reader of times needs to know; months count from 1, and may run over the year's end. */
export interface Calendar {
  /** ms UTC. */
  readonly now: number;
  /** The moment that a clock on the user's wall shows, in ms UTC. */
  at(
    year: number,
    month: number,
    day: number,
    hour?: number,
    minute?: number,
    second?: number,
  ): number;
  /** The day that a moment falls on; the week's first day, Monday, is 0. */
  dayOf(moment: number): {
    readonly year: number;
    readonly month: number;
    readonly day: number;
    readonly weekday: number;
  };
}

/** From (included) to (not included), ms UTC. */
export interface Period {
  readonly from: number;
  readonly to: number;
  /** "7d": a moment when it is compared, and everything since when it is not. */
  readonly since?: true;
}

/** A calendar without a zone, for checking what was typed. */
export const anyCalendar: Calendar = {
  now: 0,
  at: (year, month, day, hour = 0, minute = 0, second = 0) =>
    ((year * 372 + month * 31 + day) * 86_400 + hour * 3600 + minute * 60 + second) * 1000,
  dayOf: () => ({ year: 2000, month: 1, day: 1, weekday: 0 }),
};

const units: Readonly<Record<string, number>> = {
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};

/** Names of days and stretches that can be offered to who types. */
export const namedPeriods = [
  'today',
  'yesterday',
  'this-week',
  'last-week',
  'this-month',
  'last-month',
  'this-year',
  'last-year',
] as const;

function namedPeriod(name: string, calendar: Calendar): Period | null {
  const { year, month, day, weekday } = calendar.dayOf(calendar.now);
  const days = (first: number, count: number): Period => ({
    from: calendar.at(year, month, day + first),
    to: calendar.at(year, month, day + first + count),
  });
  const months = (first: number, count: number): Period => ({
    from: calendar.at(year, month + first, 1),
    to: calendar.at(year, month + first + count, 1),
  });
  const years = (first: number): Period => ({
    from: calendar.at(year + first, 1, 1),
    to: calendar.at(year + first + 1, 1, 1),
  });
  switch (name) {
    case 'today':
      return days(0, 1);
    case 'yesterday':
      return days(-1, 1);
    case 'this-week':
      return days(-weekday, 7);
    case 'last-week':
      return days(-weekday - 7, 7);
    case 'this-month':
      return months(0, 1);
    case 'last-month':
      return months(-1, 1);
    case 'this-year':
      return years(0);
    case 'last-year':
      return years(-1);
    default:
      return null;
  }
}

/** "7d", "6mo": from so long ago until now, for ever. */
function ago(text: string, calendar: Calendar): Period | null {
  const match = /^(\d{1,4})(min|h|d|w|mo|y)$/u.exec(text);
  if (match === null) return null;
  const count = Number(match[1]);
  const unit = match[2] ?? '';
  const to = Number.MAX_SAFE_INTEGER;
  const length = units[unit];
  if (length !== undefined) return { from: calendar.now - count * length, to, since: true };
  const { year, month, day } = calendar.dayOf(calendar.now);
  return {
    from:
      unit === 'y' ? calendar.at(year - count, month, day) : calendar.at(year, month - count, day),
    to,
    since: true,
  };
}

/** 2026, 2026-01, 2026-01-31, 2026-01-31T18:30, today, last-month, 7d. */
export function readPeriod(text: string, calendar: Calendar): Period | null {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/gu, '-');
  const named = namedPeriod(name, calendar) ?? ago(name, calendar);
  if (named !== null) return named;
  const match =
    /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:t(\d{1,2})(?::(\d{1,2})(?::(\d{1,2}))?)?)?)?)?$/u.exec(
      name,
    );
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  if (year === undefined || year < 1) return null;
  if (month === undefined)
    return { from: calendar.at(year, 1, 1), to: calendar.at(year + 1, 1, 1) };
  if (month < 1 || month > 12) return null;
  if (day === undefined) {
    return { from: calendar.at(year, month, 1), to: calendar.at(year, month + 1, 1) };
  }
  const beyond = (part: number | undefined, last: number): boolean =>
    part !== undefined && part > last;
  if (day < 1 || day > 31 || beyond(hour, 23) || beyond(minute, 59) || beyond(second, 59))
    return null;
  const from = calendar.at(year, month, day, hour, minute, second);
  if (hour === undefined) return { from, to: calendar.at(year, month, day + 1) };
  const length = minute === undefined ? 3_600_000 : second === undefined ? 60_000 : 1000;
  return { from, to: from + length };
}
