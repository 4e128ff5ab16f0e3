/** The texts that a picture file carries besides its pixels: PNG's text chunks, EXIF's comments. */
import { isAt } from '../bytes.ts';
import { inflate } from '../deflate.ts';
import type { PictureFormat } from '../media-formats.ts';
import { pngChunks } from '../png/chunks.ts';
import { tiffDirectory, tiffNumber, type TiffDirectory } from '../tiff/directory.ts';

import { textLimit } from './values.ts';

const mostTexts = 200;

/** Bytes that should be UTF-8 and are Latin-1 where they are not. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

/** Texts by keyword (PNG third edition, 11.3.3); the first of a name counts, huge ones are left out. */
async function pngTexts(bytes: Uint8Array): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const { type, data } of pngChunks(bytes)) {
    if (!/^(tEXt|zTXt|iTXt)$/.test(type) || data.length > textLimit) continue;
    const end = data.subarray(0, 80).indexOf(0);
    if (end < 1 || texts.size >= mostTexts) continue;
    const keyword = new TextDecoder('latin1').decode(data.subarray(0, end));
    if (texts.has(keyword)) continue;
    let body: Uint8Array | undefined = data.subarray(end + 1);
    let isPacked = false;
    if (type === 'zTXt') {
      isPacked = true;
      body = body.subarray(1);
    } else if (type === 'iTXt') {
      isPacked = body[0] === 1;
      const language = body.indexOf(0, 2);
      const translated = language === -1 ? -1 : body.indexOf(0, language + 1);
      body = translated === -1 ? undefined : body.subarray(translated + 1);
    }
    if (isPacked && body) {
      const unpacked = await inflate(body, textLimit);
      body = unpacked.ok ? unpacked.value : undefined;
    }
    if (body) texts.set(keyword, decoded(body));
  }
  return texts;
}

/** The bytes of an entry of any one-byte type, inside the file and below the limit. */
function entryBytes(
  exif: Uint8Array,
  directory: TiffDirectory,
  tag: number,
): Uint8Array | undefined {
  const entry = directory.entries.get(tag);
  if (!entry || ![1, 2, 7].includes(entry.type) || entry.count > textLimit * 2) return undefined;
  return entry.at + entry.count <= exif.length
    ? exif.subarray(entry.at, entry.at + entry.count)
    : undefined;
}

/** EXIF's UserComment: eight bytes that name the signs, then the text (EXIF 2.32, 4.6.5). */
function userComment(bytes: Uint8Array, little: boolean): string {
  const body = bytes.subarray(8);
  if (isAt(bytes, 0, 'UNICODE\0')) {
    // Writers differ about which byte comes first: the zeros of plain letters tell.
    let [even, odd] = [0, 0];
    for (let at = 0; at + 1 < body.length && at < 400; at += 2) {
      if (body[at] === 0) even += 1;
      if (body[at + 1] === 0) odd += 1;
    }
    const isLittle = even === odd ? little : odd > even;
    return new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be').decode(body);
  }
  if (isAt(bytes, 0, 'ASCII\0\0\0') || isAt(bytes, 0, '\0\0\0\0\0\0\0\0')) return decoded(body);
  return decoded(bytes);
}

/** EXIF's comment as `parameters`; ComfyUI's `prompt:{…}` and `workflow:{…}` in camera fields. */
function exifTexts(exif: Uint8Array): Map<string, string> {
  const texts = new Map<string, string>();
  const main = tiffDirectory(exif);
  if (!main) return texts;
  for (const tag of [0x010e, 0x010f, 0x0110]) {
    const bytes = entryBytes(exif, main, tag);
    const match = bytes && /^(prompt|workflow):\s*(\{[\s\S]*)$/i.exec(endless(decoded(bytes)));
    if (match?.[1] && match[2]) texts.set(match[1].toLowerCase(), match[2]);
  }
  const place = tiffNumber(exif, main, 0x8769);
  const details = place === undefined ? undefined : tiffDirectory(exif, place);
  const comment = details && entryBytes(exif, details, 0x9286);
  const text = comment && endless(userComment(comment, main.little));
  if (text) texts.set('parameters', text);
  return texts;
}

/** A text without the zeros behind it. */
function endless(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 0) end -= 1;
  return text.slice(0, end);
}

/** Every text of a picture that may tell how it was made, by name. */
export async function pictureTexts(
  bytes: Uint8Array,
  format: PictureFormat,
  exif: Uint8Array | undefined,
): Promise<ReadonlyMap<string, string>> {
  const texts = format === 'png' ? await pngTexts(bytes) : new Map<string, string>();
  for (const [name, text] of exif ? exifTexts(exif) : []) {
    if (!texts.has(name)) texts.set(name, text);
  }
  return texts;
}
