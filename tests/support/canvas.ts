import type { Page } from '@playwright/test';

import { paint } from '../fixtures/make/picture.ts';

/** A painted picture as JPEG or WebP, encoded by the browser of the page (about:blank will do). */
export async function encoded(
  page: Page,
  type: 'image/jpeg' | 'image/webp',
  width: number,
  height: number,
  seed: number,
): Promise<Buffer> {
  const pixels = Buffer.from(paint(width, height, seed).rgba).toString('base64');
  const base64 = await page.evaluate(
    async ([mime, wide, high, text]) => {
      const rgba = Uint8ClampedArray.from(atob(text), (letter) => letter.charCodeAt(0));
      const canvas = new OffscreenCanvas(wide, high);
      canvas.getContext('2d')?.putImageData(new ImageData(rgba, wide, high), 0, 0);
      const blob = await canvas.convertToBlob({ type: mime, quality: 0.9 });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      let letters = '';
      for (const byte of bytes) letters += String.fromCharCode(byte);
      return btoa(letters);
    },
    [type, width, height, pixels] as const,
  );
  return Buffer.from(base64, 'base64');
}
