/** Reads numbers with units, as people type them, into intervals that a column can be held against. */
import { readPeriod, type Calendar } from './times.ts';
import type { QueryToken } from './token.ts';
import { isRange, type Comparison, type QueryValue } from './tree.ts';

/** From low to high, each side open (not included), closed or absent (null). */
export interface Interval {
  readonly low: number | null;
  readonly lowOpen: boolean;
  readonly high: number | null;
  readonly highOpen: boolean;
}

/** What a text stands for: a point for "more than", and a stretch for "equal to". */
interface Amount {
  readonly value: number;
  /** First of the stretch, and what comes just after it. */
  readonly low: number;
  readonly high: number;
  /** "More than January" is after its end; "more than 2 MB" is above the point. */
  readonly stretched: boolean;
}

const bytes: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1e3,
  kb: 1e3,
  m: 1e6,
  mb: 1e6,
  g: 1e9,
  gb: 1e9,
  t: 1e12,
  tb: 1e12,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
  tib: 1024 ** 4,
};

const seconds: Readonly<Record<string, number>> = {
  '': 1,
  ms: 0.001,
  s: 1,
  sec: 1,
  m: 60,
  min: 60,
  h: 3600,
};

const one: Readonly<Record<string, number>> = { '': 1 };
const pixels: Readonly<Record<string, number>> = { '': 1, px: 1, p: 1, k: 1e3 };
const money: Readonly<Record<string, number>> = {
  '': 1e6,
  $: 1e6,
  '€': 1e6,
  '£': 1e6,
  c: 1e4,
  '¢': 1e4,
};

/** A decimal number and its unit; "equal" allows half of the last digit that was typed. */
function decimal(text: string, units: Readonly<Record<string, number>>): Amount | null {
  const match = /^([$€£]?)(-?\d{1,15})(?:\.(\d{0,9}))?\s*([\p{L}¢]{0,4})$/u.exec(text.trim());
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', unit = ''] = match;
  const factor = units[(sign + unit).toLowerCase()] ?? (sign === '' ? undefined : units[sign]);
  if (factor === undefined) return null;
  const value = Number(`${whole}.${fraction || '0'}`) * factor;
  const half = (factor / 10 ** fraction.length) * 0.5;
  return { value, low: value - half, high: value + half, stretched: false };
}

/** Seconds: 90, 90s, 2m, 1h30m, 1:30, 1:02:03. */
function duration(text: string): Amount | null {
  const clock = /^(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2}(?:\.\d+)?)$/u.exec(text.trim());
  if (clock !== null) {
    const value = Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
    return { value, low: value - 0.5, high: value + 0.5, stretched: false };
  }
  const parts = /^(?:(\d{1,4})h)?(?:(\d{1,5})m(?:in)?)?(?:(\d{1,6})s)?$/u.exec(text.trim());
  if (parts !== null && text.trim() !== '') {
    const value = Number(parts[1] ?? 0) * 3600 + Number(parts[2] ?? 0) * 60 + Number(parts[3] ?? 0);
    return { value, low: value - 0.5, high: value + 0.5, stretched: false };
  }
  return decimal(text, seconds);
}

function amount(token: QueryToken, text: string, calendar: Calendar): Amount | null {
  switch (token.value) {
    case 'bytes':
      return decimal(text, bytes);
    case 'seconds':
      return duration(text);
    case 'money':
      return decimal(text, money);
    case 'number':
      return decimal(text, token.key === 'width' || token.key === 'height' ? pixels : one);
    case 'any':
      return decimal(text, one);
    case 'time': {
      const period = readPeriod(text, calendar);
      return period === null
        ? null
        : {
            value: period.from,
            low: period.from,
            high: period.to,
            stretched: period.since !== true,
          };
    }
    case 'choice':
    case 'text':
    case 'glob':
    case 'asset':
      return null;
  }
}

/** Whether the values of a token can be ranges and units at all. */
export const isMeasured = (token: QueryToken): boolean =>
  ['number', 'bytes', 'seconds', 'money', 'time', 'any'].includes(token.value);

/** What a value of a measured token asks for; null when it cannot be read. */
export function intervalOf(
  token: QueryToken,
  comparison: Comparison,
  value: QueryValue,
  calendar: Calendar,
): Interval | null {
  if (isRange(value)) {
    const from = value.from === null ? null : amount(token, value.from, calendar);
    const to = value.to === null ? null : amount(token, value.to, calendar);
    if ((value.from !== null && from === null) || (value.to !== null && to === null)) return null;
    // "30d..7d" and "7d..30d" are the same days.
    if (from !== null && to !== null && from.low > to.low) return between(to, from);
    return between(from, to);
  }
  const read = amount(token, value.text, calendar);
  if (read === null) return null;
  const none = { low: null, lowOpen: false, high: null, highOpen: false };
  switch (comparison) {
    case '>':
      return read.stretched
        ? { ...none, low: read.high }
        : { ...none, low: read.value, lowOpen: true };
    case '>=':
      return { ...none, low: read.value };
    case '<':
      return { ...none, high: read.value, highOpen: true };
    case '<=':
      return read.stretched
        ? { ...none, high: read.high, highOpen: true }
        : { ...none, high: read.value };
    case ':':
    case '=':
      return { low: read.low, lowOpen: false, high: read.high, highOpen: true };
  }
}

const between = (from: Amount | null, to: Amount | null): Interval => ({
  low: from?.value ?? null,
  lowOpen: false,
  high: to === null ? null : to.stretched ? to.high : to.value,
  highOpen: to?.stretched ?? false,
});
