const longest = 255;

/**
 * A name that can be shown, stored and written to disk by its user: no control characters, no
 * NUL, at most 255 characters, never half a surrogate pair, never empty. Marks of writing
 * direction inside are kept, since names in right-to-left scripts need them.
 */
export function cleanName(text: string, otherwise = 'Unnamed'): string {
  const clean = text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
  return shorten(clean === '' ? otherwise : clean);
}

function shorten(text: string): string {
  if (text.length <= longest) return text;
  // The extension says what it is: it outlives the middle of the name.
  const extension = /\.[\p{L}\p{N}]{1,8}$/u.exec(text)?.[0] ?? '';
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > longest - extension.length) break;
    kept += character;
  }
  return kept + extension;
}
