/** Contact sheets of a pack, from the thumbnails where there are any. */
import type { PackMember } from '#domain/contract/queries.ts';
import type { PackFile, PackHeading } from '#formats/pack/documents.ts';
import { isPictureFormat } from '#formats/media-formats.ts';
import { packLicenceWords } from '#domain/pack.ts';
import { drawSheet, sheetPages, type SheetCell } from '#media/contact-sheet.ts';
import { decodeImage } from '#media/image/decode.ts';
import type { TaskContext } from '../context.ts';
import { exportWords as words } from './words.ts';

export interface Sheet {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** "contact-sheet.jpg", or "contact-sheet-1.jpg" … where there are several. */
export const sheetNames = (count: number): readonly string[] => {
  const pages = sheetPages(count).length;
  return pages === 1
    ? ['contact-sheet.jpg']
    : Array.from({ length: pages }, (_, page) => `contact-sheet-${page + 1}.jpg`);
};

export type DrawSheets = (
  pack: PackHeading,
  files: readonly PackFile[],
  context: TaskContext,
) => AsyncIterable<Sheet>;

/** Draws the sheets one after another. */
export const drawSheets: DrawSheets = async function* draw(pack, files, context) {
  const pages = sheetPages(files.length);
  const names = sheetNames(files.length);
  let first = 0;
  for (const [page, count] of pages.entries()) {
    const shown = files.slice(first, first + count);
    first += count;
    const licence = packLicenceWords[pack.license_type].name;
    const subtitle = `${licence}, ${words.count(files.length)}${words.page(page + 1, pages.length)}`;
    const cells = cellsOf(shown, context);
    const bytes = await drawSheet({ title: pack.name, subtitle, cells, count });
    yield { name: names[page] ?? '', bytes };
  }
};

async function* cellsOf(
  files: readonly PackFile[],
  context: TaskContext,
): AsyncGenerator<SheetCell> {
  const blobs = files.flatMap(({ member: { asset } }) => (asset.blob ? [asset.blob] : []));
  const found = await context.query('thumbnails', { blobs });
  const thumbnails = new Map(found.map((thumbnail) => [thumbnail.sha256, thumbnail]));
  for (const { path, member } of files) {
    context.signal.throwIfAborted();
    const { blob, kind } = member.asset;
    const thumbnail = blob ? thumbnails.get(blob) : undefined;
    const picture = thumbnail
      ? await createImageBitmap(
          new Blob([new Uint8Array(thumbnail.bytes)], { type: thumbnail.mime }),
        ).catch(() => null)
      : await smallPicture(member, context);
    const label = words.kinds[kind] ?? words.otherKind;
    yield { picture, label, name: path.slice(path.lastIndexOf('/') + 1) };
    picture?.close();
  }
}

/** A picture whose thumbnail was not made yet is decoded here; null where that is not possible. */
async function smallPicture(
  { asset }: PackMember,
  context: TaskContext,
): Promise<ImageBitmap | null> {
  if (asset.blob === null || asset.format === null || !isPictureFormat(asset.format)) return null;
  const decoded = await decodeImage(await context.openBlob(asset.blob), asset.format, { fit: 416 });
  if (!decoded.ok) return null;
  const { width, height } = decoded.value;
  const pixels = decoded.value.read(0, 0, width, height);
  decoded.value.close();
  return createImageBitmap(new ImageData(pixels, width, height));
}
