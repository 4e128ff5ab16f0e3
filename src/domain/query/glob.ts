/** Matching with * and ?, in time that grows with pattern × text at most, whatever is typed. */

/** Whether a text asks for a pattern rather than for itself. */
export const isGlob = (text: string): boolean => /[*?]/u.test(text);

/**
 * Whether a text matches as a whole: * any run, ? any one sign. With `folders`, these stop at "/"
 * and ** runs across. Keeps one place to go back to for each kind of star, as rsync does.
 */
export function matchesGlob(pattern: string, text: string, folders = false): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let starText = 0;
  let deep = -1;
  let deepText = 0;
  /** The last ** stands for whole folders: what follows it begins a name. */
  let byFolder = false;
  for (;;) {
    const sign = pattern[p];
    if (sign === '*') {
      if (pattern[p + 1] === '*' || !folders) {
        while (pattern[p] === '*') p += 1;
        // "**/" may also stand for no folder at all.
        byFolder = folders && pattern[p] === '/' && (t === 0 || text[t - 1] === '/');
        if (byFolder) p += 1;
        deep = p;
        deepText = t;
        star = -1;
      } else {
        p += 1;
        star = p;
        starText = t;
      }
      continue;
    }
    const here = text[t];
    if (here === undefined && sign === undefined) return true;
    if (here !== undefined && (sign === here || (sign === '?' && !(folders && here === '/')))) {
      p += 1;
      t += 1;
      continue;
    }
    if (star >= 0 && starText < text.length && text[starText] !== '/') {
      starText += 1;
      t = starText;
      p = star;
      continue;
    }
    if (deep >= 0 && deepText < text.length) {
      deepText += 1;
      if (byFolder) deepText = text.indexOf('/', deepText - 1) + 1 || text.length + 1;
      if (deepText > text.length) return false;
      t = deepText;
      p = deep;
      star = -1;
      continue;
    }
    return false;
  }
}

/** The runs of a pattern between its wildcards. */
export const literalParts = (pattern: string): readonly string[] =>
  pattern.split(/[*?]+/u).filter((part) => part !== '');

/** The pattern for SQL's LIKE with ESCAPE '\': every star any run. */
export const likePattern = (pattern: string): string =>
  pattern
    .replace(/[\\%_]/gu, '\\$&')
    .replace(/\*+/gu, '%')
    .replaceAll('?', '_');
