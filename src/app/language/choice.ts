/**
 * Which language the app speaks, how it writes numbers and dates, and in which direction it runs:
 * settings of this device, read before any word is made.
 */
import { deviceValue } from '../desk/device-value.ts';

interface Language {
  /** BCP 47. `en-XA` is the pseudo-locale: English, made longer and foreign by rule, for testing. */
  readonly tag: string;
  /** In its own words; null for those that only test, which the words name. */
  readonly name: string | null;
  readonly direction: 'ltr' | 'rtl';
}

/** Every language that the app speaks. One line each, and a catalogue in `catalogue.ts`. */
export const languages: readonly Language[] = [
  { tag: 'en', name: 'English', direction: 'ltr' },
  { tag: 'en-XA', name: null, direction: 'ltr' },
];
const english: Language = { tag: 'en', name: 'English', direction: 'ltr' };

export const directions = ['auto', 'ltr', 'rtl'] as const;
export type Direction = (typeof directions)[number];
export const formats = ['language', 'device'] as const;
export type Formats = (typeof formats)[number];

/** The language chosen on this device; used from the next load on. */
export const useLanguage = deviceValue(
  'language',
  (stored) => languages.find(({ tag }) => tag === stored)?.tag ?? english.tag,
);
/** Left to right, right to left, or as the language runs. */
export const useDirection = deviceValue(
  'direction',
  (stored): Direction => directions.find((one) => one === stored) ?? 'auto',
);
/** Numbers and dates as the language writes them, or as this device does. */
export const useFormats = deviceValue(
  'formats',
  (stored): Formats => formats.find((one) => one === stored) ?? 'language',
);

const spoken = languages.find(({ tag }) => tag === useLanguage.getState().value) ?? english;

/** The language that this page was loaded in. */
export const language = spoken.tag;

/** The device's own locale; some systems give one that is none. */
function ofDevice(fallback: string): string {
  try {
    return Intl.getCanonicalLocales(globalThis.navigator?.language ?? fallback)[0] ?? fallback;
  } catch {
    return fallback;
  }
}

const ofLanguage = language === 'en-XA' ? 'en' : language;

/** The locale whose numbers are shown. */
export const numberLocale =
  useFormats.getState().value === 'device' ? ofDevice(ofLanguage) : ofLanguage;

/** The locale whose dates are shown: day before month, as most of the world writes it. */
export const dateLocale = numberLocale === 'en' ? 'en-GB' : numberLocale;

/** The direction that a choice means. */
export const directionOf = (chosen: Direction): 'ltr' | 'rtl' =>
  chosen === 'auto' ? spoken.direction : chosen;

function show(): void {
  if (typeof document === 'undefined') return;
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(useDirection.getState().value);
}
show();
useDirection.subscribe(show);
