import { describe, expect, it } from 'vitest';

import type { AssetRow } from '#domain/asset.ts';
import type { Run, TaskContext } from '../context.ts';
import { concat } from '#formats/bytes.ts';
import { exifOfOrientation } from '#formats/metadata/exif.ts';
import { readMetadata } from '#formats/metadata/files.ts';
import { profileOf, swapped } from '#formats/metadata/testing-icc.ts';
import { openPngEncoder } from '#formats/png/encoder.ts';
import { sniff } from '#formats/sniff.ts';
import { decodeImage } from '#media/image/decode.ts';

import { run as runEnhance } from '../enhance/run.ts';
import { enhance } from '../enhance/task.ts';

import { run as runConvert } from './run.ts';
import { convert } from './task.ts';

const xmp = new TextEncoder().encode('<rdf:Description tiff:Orientation="6" note="é"/>');

/** A dull picture: a ramp between 60 and 180 with grain, half transparent on the right. */
const picture = async (width: number, height: number, hasAlpha: boolean): Promise<Blob> => {
  const pixels = new Uint8ClampedArray(width * height * 4);
  let value = 7;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      value = (Math.imul(value, 1664525) + 1013904223) >>> 0;
      const level = 60 + (x * 120) / width + ((value >>> 28) - 8);
      pixels.set([level, level, level, hasAlpha && x > width / 2 ? 0 : 255], (y * width + x) * 4);
    }
  }
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const metadata = { exif: exifOfOrientation(6), xmp };
  const encoder = openPngEncoder({ width, height, hasAlpha, metadata }, (b) => void parts.push(b));
  await encoder.write(pixels);
  await encoder.close();
  return new Blob(parts);
};

const perform = async <Params>(
  run: Run<Params>,
  params: Params,
  blob: Blob,
  signal = new AbortController().signal,
) => {
  const written: Uint8Array[] = [];
  const state = { aborted: false, closed: false };
  const context = {
    source: { name: 'a.png', blob: 'aa', format: 'png' } as unknown as AssetRow,
    signal,
    openBlob: async () => new File([blob], 'a.png'),
    createBlob: async () => ({
      write: async (bytes: Uint8Array) => void written.push(bytes),
      close: async () => {
        state.closed = true;
        return { sha256: 'bb', size: 1 };
      },
      abort: async () => {
        state.aborted = true;
      },
    }),
    progress: () => undefined,
    now: () => 1,
  } as unknown as TaskContext;
  const result = await run(params, context);
  return { result, bytes: concat(written), state };
};

const paramsOf = <Params>(
  kind: { parse: (s: unknown) => { ok: true; value: Params } | { ok: false } },
  settings: unknown,
) => {
  const parsed = kind.parse(settings);
  if (!parsed.ok) throw new Error('wrong settings');
  return parsed.value;
};

const pixelsOf = async (
  bytes: Uint8Array<ArrayBuffer>,
  format: 'png' | 'jpeg' | 'webp' | 'avif' | 'gif',
) => {
  const image = await decodeImage(new Blob([bytes]), format);
  if (!image.ok) throw new Error(JSON.stringify(image.failure));
  const { width, height } = image.value;
  return {
    width,
    height,
    pixels: image.value.read(0, 0, width, height),
    hasAlpha: image.value.hasAlpha,
  };
};

describe('convert', () => {
  it('makes a GIF whose 256 colours keep a gradient', async () => {
    const params = paramsOf(convert, { format: 'gif' });
    const { result, bytes } = await perform(runConvert, params, await picture(120, 200, true));
    expect(result).toMatchObject({
      ok: true,
      value: {
        file: { facts: { mime: 'image/gif', format: 'gif', width: 200, height: 120 } },
        result: { transparency_lost: true, metadata_left_out: ['EXIF', 'XMP'] },
      },
    });
    const { pixels, width } = await pixelsOf(bytes, 'gif');
    // Means of blocks follow the ramp within two steps, though each pixel is one of few colours.
    const mean = (top: number) => {
      let sum = 0;
      for (let at = 0; at < width * 10; at += 1) sum += pixels[(top * width + at) * 4] ?? 0;
      return sum / (width * 10);
    };
    expect(mean(10)).toBeCloseTo(60 + 15, -1);
    expect(mean(110)).toBe(255);
  });

  it.each([
    ['jpeg', 12, {}],
    ['webp', 6, {}],
    ['avif', 5, {}],
    ['png', 20, { made_smaller: true }],
    ['png', 7, { made_smaller: true }],
    ['gif', 9, { made_smaller: true }],
    ['jpeg', 2, {}],
  ] as const)('keeps %s within %i kB, as good as it can be', async (format, at_most_kb, said) => {
    const params = paramsOf(convert, { format, at_most_kb, quality: 100 });
    const blob = await picture(240, 160, false);
    const { result, bytes } = await perform(runConvert, params, blob);
    if (!result.ok) throw new Error(JSON.stringify(result.failure));
    expect(bytes.length).toBeLessThanOrEqual(at_most_kb * 1000);
    // What has a quality goes by its steps, the rest by single pixels.
    const fill = bytes.length / (at_most_kb * 1000);
    expect(fill).toBeGreaterThan(format === 'png' || format === 'gif' ? 0.95 : 0.9);
    expect(result.value.result).toMatchObject(said);
    expect(sniff(bytes, 'a')).toMatchObject({ format });
  });

  it('says so when nothing is small enough', async () => {
    const params = paramsOf(convert, { format: 'jpeg', at_most_kb: 1, keep_metadata: true });
    const blob = await picture(600, 400, false);
    const { result, bytes } = await perform(runConvert, params, blob);
    if (result.ok) expect(bytes.length).toBeLessThanOrEqual(1000);
    else expect(result.failure).toMatchObject({ code: 'too_large' });
  });

  it('turns, mirrors, cuts and surrounds', async () => {
    const blob = await picture(60, 40, false);
    const made = async (settings: object) => {
      const params = paramsOf(convert, { format: 'png', keep_metadata: false, ...settings });
      const { result, bytes } = await perform(runConvert, params, blob);
      if (!result.ok) throw new Error(JSON.stringify(result.failure));
      return pixelsOf(bytes, 'png');
    };
    // Upright it is 40 × 60, dark above.
    const upright = await made({});
    const [first, last] = [upright.pixels[0] ?? 0, upright.pixels.at(-4) ?? 0];
    expect(first).toBeLessThan(last);
    const turned = await made({ rotate: 180 });
    expect([turned.pixels[0], turned.pixels.at(-4)]).toEqual([last, first]);
    expect(await made({ rotate: 90 })).toMatchObject({ width: 60, height: 40 });
    const cut = await made({ size: 'box', width: 40, height: 10, fit: 'cover', anchor: 'top' });
    expect([cut.width, cut.height, cut.pixels[0]]).toEqual([40, 10, first]);
    const square = await made({
      size: 'box',
      width: 60,
      height: 60,
      fit: 'pad',
      background: '#102030',
    });
    expect([...square.pixels.subarray(0, 4)]).toEqual([0x10, 0x20, 0x30, 255]);
    expect(square.pixels[10 * 4]).toBe(first);
  });

  it('writes the dots per inch of a print into PNG and JPEG', async () => {
    const blob = await picture(1000, 1000, false);
    const at = async (format: 'png' | 'jpeg') => {
      const params = paramsOf(convert, { format, size: 'print', print: 'sticker' });
      return (await perform(runConvert, params, blob)).bytes;
    };
    const png = await at('png');
    const phys = new TextDecoder('latin1').decode(png).indexOf('pHYs');
    expect(new DataView(png.buffer).getUint32(phys + 4)).toBe(11_811);
    const jpeg = await at('jpeg');
    expect([...jpeg.subarray(13, 18)]).toEqual([1, 1, 44, 1, 44]);
  });

  it('converts colours from their profile to sRGB, or keeps profile and colours', async () => {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const encoder = openPngEncoder(
      { width: 2, height: 1, hasAlpha: false, metadata: { icc: profileOf(swapped) } },
      (bytes) => void parts.push(bytes),
    );
    await encoder.write(Uint8Array.of(250, 20, 20, 255, 20, 250, 20, 255));
    await encoder.close();
    const made = async (profile: string) => {
      const params = paramsOf(convert, { format: 'png', profile });
      const { result, bytes } = await perform(runConvert, params, new Blob(parts));
      if (!result.ok) throw new Error(JSON.stringify(result.failure));
      const { pixels } = await pixelsOf(bytes, 'png');
      const found = await readMetadata(bytes, 'png');
      return { pixels: [...pixels], icc: found.icc !== undefined, said: result.value.result };
    };
    const kept = await made('keep');
    expect(kept).toMatchObject({ pixels: [250, 20, 20, 255, 20, 250, 20, 255], icc: true });
    const converted = await made('srgb');
    expect(converted).toMatchObject({ icc: false, said: { converted_from: 'made' } });
    const [red = 0, green = 0, , , red2 = 0, green2 = 0] = converted.pixels;
    expect(green - red).toBeGreaterThan(150);
    expect(red2 - green2).toBeGreaterThan(150);
  });

  it.each(['png', 'jpeg', 'webp', 'avif'] as const)(
    'makes a real %s, upright and with its metadata',
    async (format) => {
      const params = paramsOf(convert, { format, long_side: 50 });
      const { result, bytes } = await perform(runConvert, params, await picture(100, 60, false));
      expect(result).toMatchObject({
        ok: true,
        value: { file: { facts: { format, width: 30, height: 50 } } },
      });
      expect(sniff(bytes, 'a')).toMatchObject({ format });
      expect(await pixelsOf(bytes, format)).toMatchObject({ width: 30, height: 50 });
      const found = await readMetadata(bytes, format);
      expect(found.exif).toEqual(exifOfOrientation(1));
      expect(new TextDecoder().decode(found.xmp)).toBe(
        '<rdf:Description tiff:Orientation="1" note="é"/>',
      );
    },
  );

  it('strips metadata when asked', async () => {
    for (const format of ['png', 'jpeg', 'webp', 'avif'] as const) {
      const params = paramsOf(convert, { format, keep_metadata: false });
      const { bytes } = await perform(runConvert, params, await picture(40, 30, false));
      const found = await readMetadata(bytes, format);
      expect([found.exif, found.xmp, found.orientation ?? 1]).toEqual([undefined, undefined, 1]);
    }
  });

  it('keeps a size that is asked for in vain, and says so', async () => {
    const params = paramsOf(convert, { format: 'png', long_side: 400 });
    const blob = await picture(40, 30, false);
    const { result } = await perform(runConvert, params, blob);
    expect(result).toMatchObject({
      value: { file: { facts: { width: 30, height: 40 } }, result: { kept_size: true } },
    });
    const larger = await perform(runConvert, { ...params, enlarge: true }, blob);
    expect(larger.result).toMatchObject({
      value: { file: { facts: { width: 300, height: 400 } }, result: { enlarged: true } },
    });
  });

  it('puts the ground behind what was transparent', async () => {
    const params = paramsOf(convert, { format: 'jpeg', background: '#00ff00', quality: 95 });
    const { result, bytes } = await perform(runConvert, params, await picture(40, 40, true));
    expect(result).toMatchObject({ value: { result: { transparency_lost: true } } });
    const { pixels } = await pixelsOf(bytes, 'jpeg');
    // Turned by orientation 6, the transparent right half lies below.
    const at = (38 * 40 + 20) * 4;
    expect(pixels[at] ?? 255).toBeLessThan(30);
    expect(pixels[at + 1] ?? 0).toBeGreaterThan(225);
  });

  it('leaves nothing when cancelled or when the source is broken', async () => {
    const params = paramsOf(convert, { format: 'png' });
    const blob = await picture(40, 200, false);
    const cancelled = await perform(runConvert, params, blob, AbortSignal.abort());
    expect(cancelled.result).toEqual({ ok: false, failure: { code: 'cancelled' } });
    expect(cancelled.state).toEqual({ aborted: true, closed: false });
    const broken = await perform(runConvert, params, blob.slice(0, 300));
    expect(broken.result).toMatchObject({ ok: false, failure: { code: 'corrupt' } });
  });
});

describe('enhance', () => {
  const spread = (pixels: Uint8ClampedArray) => {
    const reds = pixels.filter((_, i) => i % 4 === 0);
    return [Math.min(...reds), Math.max(...reds)] as const;
  };
  /** Mean difference of neighbours in a column: the grain, for the ramp runs across. */
  const grain = ({ pixels, width, height }: Awaited<ReturnType<typeof pixelsOf>>) => {
    let sum = 0;
    for (let at = 0; at < pixels.length - 4; at += 4) {
      if ((at / 4) % width !== width - 1)
        sum += Math.abs((pixels[at] ?? 0) - (pixels[at + 4] ?? 0));
    }
    return sum / (width * height);
  };
  const enhanced = async (settings: object) => {
    const params = paramsOf(enhance, { levels: 0, denoise: 0, sharpen: 0, ...settings });
    const { result, bytes } = await perform(runEnhance, params, await picture(160, 150, false));
    expect(result).toMatchObject({ ok: true, value: { file: { facts: { format: 'png' } } } });
    expect(await readMetadata(bytes, 'png')).toMatchObject({ orientation: 1 });
    return pixelsOf(bytes, 'png');
  };

  it('stretches levels, takes grain away, sharpens', async () => {
    const plain = await enhanced({});
    const [low, high] = spread(plain.pixels);
    expect([low > 40, high < 200]).toEqual([true, true]);
    const stretched = spread((await enhanced({ levels: 100 })).pixels);
    expect(stretched).toEqual([0, 255]);
    expect(grain(await enhanced({ denoise: 60 }))).toBeLessThan(grain(plain) * 0.4);
    expect(grain(await enhanced({ sharpen: 60 }))).toBeGreaterThan(grain(plain) * 1.2);
  });

  it('gives the same bytes each time', async () => {
    const params = paramsOf(enhance, {});
    const blob = await picture(90, 140, true);
    const [one, two] = [
      await perform(runEnhance, params, blob),
      await perform(runEnhance, params, blob),
    ];
    expect(one.bytes).toEqual(two.bytes);
  });
});
