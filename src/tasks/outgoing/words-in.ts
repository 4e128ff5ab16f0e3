/** What a file says beside its pixels and sound, for people to read: nothing here is believed. */
import type { ContentCredentials } from '#domain/asset.ts';
import type { Recipe } from '#domain/recipe.ts';
import { readCredentials } from '#formats/c2pa/read.ts';
import { findStore } from '#formats/c2pa/stores.ts';
import { carrierOf } from '#formats/carriers/carriers.ts';
import { pictureTexts } from '#formats/generation/texts.ts';
import { isPictureFormat, mediaFormats } from '#formats/media-formats.ts';
import { exifWords, type ExifWord } from '#formats/metadata/exif-words.ts';
import { readMetadata } from '#formats/metadata/files.ts';
import { readRecipe } from '#formats/recipe/read.ts';
import { recipeTag } from '#formats/recipe/write.ts';

/** Bytes of a picture that are searched; what stands behind them is not told. */
const searchLimit = 64 * 1024 * 1024;
/** Most characters of one text that are shown. */
const textLimit = 200_000;

export interface FileWords {
  readonly recipe: Recipe | null;
  /** IPTC's term for how it came to be. */
  readonly sourceType: string | null;
  readonly credentials: ContentCredentials | null;
  /** Bytes of a signed statement, which may be there though it cannot be read. */
  readonly credentialBytes: number;
  readonly exif: readonly ExifWord[];
  /** Texts and comments by name: prompts of other programs among them. */
  readonly texts: readonly (readonly [name: string, text: string])[];
  readonly xmp: string | null;
}

const cut = (text: string): string => text.slice(0, textLimit);

/** Reads everything that a file of this format says. */
export async function wordsIn(file: Blob, named: string | null): Promise<FileWords> {
  const format = mediaFormats.find((one) => one === named) ?? null;
  const store = format && (await findStore(file, format));
  const carried = (await carrierOf(format)?.read(file)) ?? {};
  const { recipe = null, sourceType = null } = await readRecipe(file, format);
  const texts = (carried.tags ?? []).filter(([name]) => name !== recipeTag);
  let exif: readonly ExifWord[] = [];
  if (format !== null && isPictureFormat(format)) {
    const bytes = new Uint8Array(await file.slice(0, searchLimit).arrayBuffer());
    const blocks = await readMetadata(bytes, format);
    exif = blocks.exif ? exifWords(blocks.exif) : format === 'tiff' ? exifWords(bytes) : [];
    const found = await pictureTexts(bytes, format, blocks.exif);
    const xmpName = 'XML:com.adobe.xmp';
    for (const [name, text] of found) if (name !== xmpName) texts.push([name, text]);
  }
  return {
    recipe,
    sourceType,
    credentials: (store && readCredentials(store.store)) ?? null,
    credentialBytes: store?.store.length ?? 0,
    exif,
    texts: texts.slice(0, 200).map(([name, text]) => [name, cut(text)]),
    xmp: carried.xmp === undefined ? null : cut(carried.xmp.trim()),
  };
}
