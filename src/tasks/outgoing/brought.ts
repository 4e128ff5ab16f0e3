import type { BroughtChoice } from '#domain/outgoing.ts';
import { carrierOf } from '#formats/carriers/carriers.ts';
import { xmpWithoutPlace } from '#formats/recipe/write.ts';

/** Formats that have no place for words, or none that this program knows of. */
const silent: ReadonlySet<string> = new Set(['bmp']);

/**
 * A file with what it brought along kept or taken out; null where that was asked for and this
 * format cannot be changed, so that it leaves as it is and somebody has to be told.
 */
export async function withBrought(
  file: Blob,
  format: string | null,
  choice: BroughtChoice,
): Promise<Blob | null> {
  if (choice === 'keep' || (format !== null && silent.has(format))) return file;
  const carrier = carrierOf(format);
  if (!carrier?.strip) return null;
  if (choice === 'strip') return carrier.strip(file);
  const bare = carrier.withoutPlace ? await carrier.withoutPlace(file) : file;
  if (bare === null) return null;
  const { xmp } = await carrier.read(bare);
  if (xmp === undefined) return bare;
  const without = xmpWithoutPlace(xmp);
  if (!without.ok) return null;
  if (without.value === xmp) return bare;
  const written = await carrier.write(bare, { xmp: () => without, tags: [] });
  return written.ok ? written.value : null;
}
