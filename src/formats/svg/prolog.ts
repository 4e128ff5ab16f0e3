/**
 * The start of an SVG file, read without an XML parser: nothing is expanded, nothing is fetched,
 * and every step moves forward, so that hostile text costs no more than its length.
 */
import { isAt, u8 } from '../bytes.ts';

/** Decodes text by its byte order mark; without one it is UTF-8 (or UTF-16 by its zero bytes). */
export function decodeMarkup(bytes: Uint8Array): string {
  const name =
    isAt(bytes, 0, '\xff\xfe') || (u8(bytes, 0) === 0x3c && u8(bytes, 1) === 0)
      ? 'utf-16le'
      : isAt(bytes, 0, '\xfe\xff') || (u8(bytes, 0) === 0 && u8(bytes, 1) === 0x3c)
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(name).decode(bytes);
}

/**
 * Place of "<svg" (any case, any prefix) behind declaration, comments, instructions and doctype;
 * −1 when the text is something else.
 */
export function svgRootAt(text: string): number {
  let at = 0;
  for (;;) {
    while (at < text.length && /[\s\ufeff]/.test(text.charAt(at))) at += 1;
    let end: number;
    if (text.startsWith('<?', at)) end = after(text, '?>', at);
    else if (text.startsWith('<!--', at)) end = after(text, '-->', at + 4);
    else if (/^<!doctype/i.test(text.slice(at, at + 9))) end = afterDoctype(text, at);
    else return /^<([\w.-]{1,40}:)?svg[\s/>]/i.test(text.slice(at, at + 48)) ? at : -1;
    if (end === -1) return -1;
    at = end;
  }
}

const after = (text: string, mark: string, from: number): number => {
  const at = text.indexOf(mark, from);
  return at === -1 ? -1 : at + mark.length;
};

/** Behind a doctype with or without an internal subset; quoted marks inside do not count. */
function afterDoctype(text: string, from: number): number {
  let depth = 0;
  let quote = '';
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote) {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '[') depth += 1;
    else if (character === ']') depth -= 1;
    else if (character === '>' && depth <= 0) return at + 1;
  }
  return -1;
}

/** Whether the first bytes of a file are those of an SVG, even where a long prolog is cut off. */
export function svgRootIn(head: Uint8Array): boolean {
  let first = 0;
  while (first < 4 && (u8(head, first) === 0 || u8(head, first) >= 0xbb)) first += 1;
  while (first < 256 && [0x20, 0x09, 0x0a, 0x0d, 0].includes(u8(head, first))) first += 1;
  if (u8(head, first) !== 0x3c) return false;
  const text = decodeMarkup(head);
  return svgRootAt(text) !== -1 || /<!doctype\s+svg[\s>[]/i.test(text);
}
