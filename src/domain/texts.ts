/**
 * What can be read from a text: its size as a person would count it, the language it seems to be
 * in, and the outline of a screenplay. Everything is counted from the words, nothing is stored.
 */

export interface TextSize {
  /** By the rules of the script: Han and kana are parted into words too. */
  readonly words: number;
  /** As people see them: an emoji, or a letter with its marks, is one. */
  readonly characters: number;
  readonly without_spaces: number;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wordsOf = new Map<string, Intl.Segmenter>();

function wordSegmenter(language: string): Intl.Segmenter {
  let segmenter = wordsOf.get(language);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(language, { granularity: 'word' });
    wordsOf.set(language, segmenter);
  }
  return segmenter;
}

/** Counts words and characters (Unicode text segmentation, UAX #29). `language` is BCP 47. */
export function textSize(text: string, language = 'en'): TextSize {
  const whole = text.normalize('NFC');
  let words = 0;
  for (const { isWordLike } of wordSegmenter(language).segment(whole)) if (isWordLike) words += 1;
  // Plain ASCII has one character per unit, but for CR LF, which is one.
  if (/^[\x20-\x7e\n\t]*$/.test(whole)) {
    return { words, characters: whole.length, without_spaces: whole.replace(/\s/g, '').length };
  }
  let characters = 0;
  let spaces = 0;
  for (const { segment } of graphemes.segment(whole)) {
    characters += 1;
    if (/^\s+$/u.test(segment)) spaces += 1;
  }
  return { words, characters, without_spaces: characters - spaces };
}

/** A language tag in its usual form ("EN-us" → "en-US"), or null when it is none. */
export function languageTag(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag.trim())[0] ?? null;
  } catch {
    return null;
  }
}

/** Scripts that (nearly) only one language is written in, or one that stands for it. */
const scripts: readonly (readonly [string, RegExp])[] = [
  ['ko', /\p{Script=Hangul}/gu],
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['zh', /\p{Script=Han}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
];

/** The most common small words of languages in Latin letters. */
const smallWords: Readonly<Record<string, string>> = {
  en: 'the of and to in is that it was for with as he she his her on be at by not you this are but they from have had which',
  de: 'der die das und ist nicht ein eine einen zu den mit sich auf dem des er sie es im für von wie auch war aus wird aber ich',
  fr: 'le la les et des est un une dans que qui pas pour sur avec ce il elle au du en ne se plus par sont mais nous vous était',
  es: 'el la los las y de que en un una es por con no se su para como más pero al del lo le me ya está muy fue',
  it: 'il lo la gli le e di che è un una in non per con si del della al come più ma sono ha nel anche questo era',
  pt: 'o a os as e de que em um uma é não por com se do da para mais mas ao como dos foi ele ela seu sua na no',
  nl: 'de het een en van is dat niet in op te zijn met voor er aan die hij ze maar ook als naar bij was deze om',
  sv: 'och att det som en är på av för med den till inte har de ett om han hon var men jag så från vi kan',
  pl: 'i w na z się nie do to że jest o jak po co ale za od przez dla był tak jego czy być już tylko',
  tr: 've bir bu da de için ile çok ne o gibi daha ama var mi kadar olarak sonra değil her ben sen olan',
  id: 'yang dan di ini itu dengan untuk tidak dari dalam adalah pada ke akan juga saya dia mereka karena ada bisa',
};
const languagesByWord = new Map<string, string[]>();
for (const [language, list] of Object.entries(smallWords)) {
  for (const word of list.split(' ')) {
    languagesByWord.set(word, [...(languagesByWord.get(word) ?? []), language]);
  }
}

/** How much of a text is looked at, and how many letters are needed to say anything. */
const looked = 20_000;
const fewestLetters = 8;
const fewestHits = 3;

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

/**
 * The language that a text seems to be in, as a BCP 47 tag; null where it cannot honestly be said:
 * too little text, or no language clearly ahead. By script first, by small words in Latin letters.
 */
export function detectLanguage(text: string): string | null {
  const sample = text.slice(0, looked);
  const letters = count(sample, /\p{L}/gu);
  const signs = count(
    sample,
    /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  );
  if (letters < (signs * 2 > letters ? 2 : fewestLetters)) return null;
  const latin = count(sample, /\p{Script=Latin}/gu);
  if (latin * 2 < letters) return byScript(sample, letters);
  return bySmallWords(sample);
}

function byScript(sample: string, letters: number): string | null {
  const counted = scripts.map(([language, what]) => [language, count(sample, what)] as const);
  const of = (language: string): number => counted.find(([one]) => one === language)?.[1] ?? 0;
  // Japanese mixes kana with Han; Chinese has none.
  if (of('ja') > 0 && of('ja') * 10 >= of('zh') && of('ko') < of('ja')) return 'ja';
  const [language, most] = counted.reduce((best, one) => (one[1] > best[1] ? one : best));
  if (most * 2 < letters) return null;
  if (language === 'ru') return /[іїєґ]/iu.test(sample) ? 'uk' : 'ru';
  if (language === 'ar') return /[پچژگ]/u.test(sample) ? 'fa' : 'ar';
  return language;
}

function bySmallWords(sample: string): string | null {
  // Vietnamese shows by letters that nobody else has.
  if (count(sample, /[ơưđạảấầẩậắằặẹẻếềểệịọỏốồổộớờởợụủứừửựỳỵỷ]/giu) >= fewestHits) return 'vi';
  const hits = new Map<string, number>();
  for (const word of sample.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const languages = languagesByWord.get(word) ?? [];
    // A word of many languages says less about each.
    for (const one of languages) hits.set(one, (hits.get(one) ?? 0) + 1 / languages.length);
  }
  const ranked = [...hits].toSorted((one, other) => other[1] - one[1]);
  const [first, second] = ranked;
  if (first === undefined || first[1] < fewestHits) return null;
  return first[1] >= 1.4 * (second?.[1] ?? 0) ? first[0] : null;
}
