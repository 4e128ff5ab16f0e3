/**
 * How well a text answers what was typed, for a list that narrows with each letter.
 * Words may be given by their beginnings and in any order: "tr mo" finds "Move to trash"; so do
 * its initials "mtt". null: not at all; higher is better.
 */
export function matchOf(text: string, typed: string): number | null {
  const wanted = fold(typed).trim();
  if (wanted === '') return 0;
  const whole = fold(text);
  if (whole === wanted) return 100;
  if (whole.startsWith(wanted)) return 90 - Math.min(20, (whole.length - wanted.length) / 4);
  const words = whole.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const beginnings = byBeginnings(words, wanted.split(/\s+/));
  if (beginnings !== null) return beginnings;
  const initials = words.map((word) => word[0]).join('');
  if (wanted.length > 1 && initials.includes(wanted)) return initials.startsWith(wanted) ? 45 : 35;
  return wanted.length > 2 && whole.includes(wanted) ? 20 : null;
}

/** Each part begins a word of its own; words in the order typed, and early ones, count more. */
function byBeginnings(words: readonly string[], parts: readonly string[]): number | null {
  const used = new Set<number>();
  let last = -1;
  let score = 70;
  for (const part of parts) {
    const at = words.findIndex((word, index) => !used.has(index) && word.startsWith(part));
    if (at < 0) return null;
    used.add(at);
    if (at < last) score -= 5;
    score -= Math.min(8, at);
    last = at;
  }
  return score;
}

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
