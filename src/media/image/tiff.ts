/** TIFF into pixels through utif2, since browsers read none. */
import type { Result } from '#domain/result.ts';
import type { PictureHeader } from '#formats/pictures/header.ts';

import { longStep } from '../long-step.ts';
import { pixelsInMemory, upright, type DecodedImage } from './pixels.ts';

/** Decodes the first page; utif2 holds the file and the picture in memory at once. */
export async function decodeTiff(
  bytes: Uint8Array<ArrayBuffer>,
  header: PictureHeader,
  orientation: number,
): Promise<Result<DecodedImage>> {
  const { decode, decodeImage, toRGBA8 } = (await import('utif2')).default;
  try {
    const page = decode(bytes.buffer)[0];
    if (!page) throw new Error('it holds no picture');
    await longStep(() => decodeImage(bytes.buffer, page));
    if (page.width !== header.width || page.height !== header.height) {
      throw new Error('its size changes on decoding');
    }
    const flat = toRGBA8(page);
    if (flat.length < header.width * header.height * 4) throw new Error('pixels are missing');
    const pixels = new Uint8ClampedArray(flat);
    const turned = upright(pixels, header.width, header.height, orientation);
    return {
      ok: true,
      value: {
        ...pixelsInMemory(turned.pixels, turned.width, turned.height),
        hasAlpha: header.hasAlpha ?? false,
        ...(header.bitDepth === undefined ? {} : { depth: header.bitDepth }),
        orientation,
        close: () => undefined,
      },
    };
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : 'the decoder failed';
    return { ok: false, failure: { code: 'corrupt', what: 'tiff picture', reason } };
  }
}
