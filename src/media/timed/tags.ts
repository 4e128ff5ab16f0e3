/** What a result says of itself of what its source said: title, artist, pictures … */
import type { AttachedImage, Input, MetadataTags, OutputFormat } from 'mediabunny';

/**
 * Words that only one container knows and that would be wrong, or there twice, in the result:
 * pictures, which are handed on by themselves, and what iTunes says of the edges of the source.
 */
const notKept = /^(APIC|PIC|covr|METADATA_BLOCK_PICTURE)$|iTunSMPB/;

/** The tags of a result in this container. */
export async function tagsFor(input: Input, format: OutputFormat): Promise<MetadataTags> {
  const isSame = (await input.getFormat()).mimeType === format.mimeType;
  return handedOn(await input.getMetadataTags(), isSame);
}

/** @param isSame whether source and result are of one container, whose own words may stay */
export function handedOn({ raw, images, ...tags }: MetadataTags, isSame: boolean): MetadataTags {
  const own = Object.entries(raw ?? {}).filter(([name]) => !notKept.test(name));
  return {
    ...tags,
    ...(images ? { images: withFront(images) } : {}),
    ...(isSame && own.length > 0 ? { raw: Object.fromEntries(own) } : {}),
  };
}

/** MP4 holds front covers alone: where no picture is said to be one, the first is. */
function withFront(images: AttachedImage[]): AttachedImage[] {
  if (images.some(({ kind }) => kind === 'coverFront')) return images;
  return images.map((image, at) => (at === 0 ? { ...image, kind: 'coverFront' } : image));
}
