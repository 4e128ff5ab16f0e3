import { dateLocale, language, numberLocale } from '../language/choice.ts';

const numbers = new Intl.NumberFormat(numberLocale);
const decimals = new Intl.NumberFormat(numberLocale, { maximumFractionDigits: 1 });
const rates = new Intl.NumberFormat(numberLocale, { maximumFractionDigits: 3 });
const percents = new Intl.NumberFormat(numberLocale, {
  style: 'percent',
  maximumFractionDigits: 0,
});
// The form of a word goes with the language of the words, whatever the numbers look like.
const plurals = new Intl.PluralRules(language);
const days = new Intl.DateTimeFormat(dateLocale, { day: 'numeric', month: 'short' });
const daysWithYear = new Intl.DateTimeFormat(dateLocale, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const moments = new Intl.DateTimeFormat(dateLocale, { dateStyle: 'medium', timeStyle: 'short' });
const spans = new Intl.RelativeTimeFormat(language === 'en-XA' ? 'en' : language, {
  numeric: 'auto',
});

/** 2418 → "2,418". */
export const numberText = (value: number): string => numbers.format(value);

/** Up to one decimal: 11.42 → "11.4". */
export const decimalText = (value: number): string => decimals.format(value);

/** Frames a second, of which the thousandths matter: 23.976 → "23.976", 25 → "25". */
export const frameRateText = (rate: number): string => rates.format(rate);

/** 0.62 → "62%". */
export const percentText = (fraction: number): string => percents.format(fraction);

/** "1 picture", "2,418 pictures": the number with the form of the word that it asks for. */
export const countText = (count: number, one: string, other: string): string =>
  `${numbers.format(count)} ${plurals.select(count) === 'one' ? one : other}`;

/** "half an hour" → "Half an hour": words that stand by themselves. */
export const sentenceText = (words: string): string =>
  `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;

/** Decimal units, as disks and shops count: 11400000 → "11.4 MB". */
export function bytesText(bytes: number): string {
  if (bytes < 1_000) return `${numbers.format(bytes)} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1_000;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${value >= 100 ? numbers.format(Math.round(value)) : decimals.format(value)} ${units[unit] ?? ''}`;
}

/** Play time in seconds: 8.2 → "0:08", 3723 → "1:02:03". */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor((whole % 3_600) / 60);
  return hours > 0
    ? `${String(hours)}:${two(minutes)}:${two(whole % 60)}`
    : `${String(minutes)}:${two(whole % 60)}`;
}

/** A time that work takes, in ms: "less than a second", "about 40 s", "about 3 min", "about 2 h". */
export function workTimeText(milliseconds: number): string {
  const seconds = milliseconds / 1_000;
  if (seconds < 1) return 'less than a second';
  if (seconds < 90)
    return `about ${numbers.format(seconds < 10 ? Math.ceil(seconds) : Math.round(seconds / 5) * 5)} s`;
  if (seconds < 90 * 60) return `about ${numbers.format(Math.round(seconds / 60))} min`;
  return `about ${decimals.format(seconds / 3_600)} h`;
}

/** "12 Nov", with the year when it is not this one. Milliseconds UTC. */
export const dayText = (time: number, now: number): string =>
  new Date(time).getFullYear() === new Date(now).getFullYear()
    ? days.format(time)
    : daysWithYear.format(time);

/** "12 Nov 2026, 14:03". */
export const momentText = (time: number): string => moments.format(time);

/** "4 minutes ago", "yesterday"; older than a week: the day. */
export function agoText(time: number, now: number): string {
  const minutes = Math.round((now - time) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return spans.format(-minutes, 'minute');
  const hours = Math.round(minutes / 60);
  if (hours < 24) return spans.format(-hours, 'hour');
  const whole = Math.round(hours / 24);
  return whole <= 7 ? spans.format(-whole, 'day') : dayText(time, now);
}

/** 3328, 2176 → "3,328 × 2,176". */
export const pixelsText = (width: number, height: number): string =>
  `${numbers.format(width)} × ${numbers.format(height)}`;
