/** Entry of the mask worker of a screen: everything about masks that takes longer than a frame. */
import { draftOf, dropDraft, keepDraft } from '#db/mask-drafts.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { isPictureFormat } from '#formats/media-formats.ts';
import { sniff } from '#formats/sniff.ts';
import { decodeImage } from '#media/image/decode.ts';
import { weightsIn } from '#media/inpaint/crop.ts';
import { previewFill } from '#media/inpaint/smooth.ts';
import { previewCut } from '#media/matting/preview.ts';
import { resizeMask } from '#media/mask/combine.ts';
import { hintsBlob, maskBlob } from '#media/mask/file.ts';
import { featherMask, growMask } from '#media/mask/filters.ts';
import { isKeptMask, keptOf, maskOfKept, type KeptMask } from '#media/mask/keep.ts';
import { factsOf } from '#media/mask/measure.ts';
import {
  maskFromAlpha,
  maskFromBrightness,
  maskFromColour,
  maskFromGrey,
  type PixelReader,
} from '#media/mask/select.ts';

import type { MaskMethods, MaskSource, PageMethods } from './masks/messages.ts';
import { connect, serve, type Remote } from './rpc.ts';

let page: Remote<PageMethods> | null = null;

addEventListener('message', (event: MessageEvent<unknown>) => {
  const [calls, pixels] = event.ports;
  if (!calls || !pixels) return;
  page = connect<PageMethods>(pixels);
  serve<MaskMethods>(calls, {
    grow: ({ mask, radius }, signal) =>
      ok(keptOf(growMask(maskOfKept(mask), radius, () => signal.throwIfAborted()))),
    feather: ({ mask, sigma }, signal) =>
      ok(keptOf(featherMask(maskOfKept(mask), sigma, () => signal.throwIfAborted()))),
    select: async ({ picture, source }, signal) =>
      ok(keptOf(await select(readerOf(picture), source, () => signal.throwIfAborted()))),
    colourAt: async ({ x, y }) => {
      const pixel = await readerOf({ width: x + 1, height: y + 1 }).read(x, y, 1, 1);
      const [red = 0, green = 0, blue = 0] = pixel;
      return ok([red, green, blue]);
    },
    read: ({ file, picture }) => readMask(file, picture),
    facts: ({ mask }) => ok(factsOf(maskOfKept(mask))),
    encode: async ({ mask }) => ok(await maskBlob(maskOfKept(mask))),
    encodeHints: async ({ keep, away }) => ok(await hintsBlob(maskOfKept(keep), maskOfKept(away))),
    preview: ({ pixels, marked, width, height, grow, feather }) => {
      const plane = { width, height, data: marked };
      const whole = { left: 0, top: 0, right: width, bottom: height };
      const weights = weightsIn(plane, whole, { grow, feather });
      const hole = weights.map((weight) => (weight > 0 ? 255 : 0));
      const filled = previewFill(pixels, hole, width, height);
      for (const [at, weight] of weights.entries()) filled[at * 4 + 3] = weight;
      return ok(filled);
    },
    cutPreview: ({ pixels, width, height, box, hints, feather }) => {
      const cut = previewCut({ pixels, width, height }, { box, hints }, feather);
      return ok(
        cut && Uint8Array.from({ length: width * height }, (_, at) => 255 - (cut[at * 4 + 3] ?? 0)),
      );
    },
    keepDraft: async ({ key, masks }) => {
      await keepDraft(key.library, key.picture, key.use, masks);
      return ok(null);
    },
    draft: async ({ key, picture }) => {
      const kept = await draftOf(key.library, key.picture, key.use);
      const fits =
        Array.isArray(kept) && kept.every((one) => isKeptMask(one, picture.width, picture.height));
      return ok(fits ? (kept as readonly KeptMask[]) : null);
    },
    dropDraft: async ({ key }) => {
      await dropDraft(key.library, key.picture, key.use);
      return ok(null);
    },
  });
});

const select = (reader: PixelReader, source: MaskSource, step: () => void) => {
  switch (source.by) {
    case 'alpha':
      return maskFromAlpha(reader, step);
    case 'brightness':
      return maskFromBrightness(reader, source.from, source.to, step);
    case 'colour':
      return maskFromColour(reader, source, step);
  }
};

/** The picture that is open on the page, region by region; what fails there ends the selection. */
const readerOf = (size: { readonly width: number; readonly height: number }): PixelReader => ({
  ...size,
  async read(x, y, width, height) {
    const read = await page?.call('pixels', { x, y, width, height });
    if (read?.ok !== true) throw read?.failure ?? new Error('the page is gone');
    return read.value;
  },
});

/** Decodes a stored mask and brings it to the size of the picture. */
async function readMask(
  file: Blob,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Result<KeptMask>> {
  const sniffed = sniff(new Uint8Array(await file.slice(0, 4096).arrayBuffer()), '');
  if (!sniffed.ok) return fail(sniffed.failure);
  if (!isPictureFormat(sniffed.format)) {
    return fail({ code: 'unsupported', what: 'the mask', reason: 'it is no picture' });
  }
  const opened = await decodeImage(file, sniffed.format);
  if (!opened.ok) return opened;
  const image = opened.value;
  try {
    const reader = { ...image, read: async (...region: Region) => image.read(...region) };
    return ok(keptOf(resizeMask(await maskFromGrey(reader), width, height)));
  } finally {
    image.close();
  }
}

type Region = readonly [x: number, y: number, w: number, h: number];
