import type { Page } from '@playwright/test';

/**
 * A film of nothing but noise that the page records of itself: large for its length, and slow to
 * encode again. It takes about as long as it is (seconds).
 */
export async function noiseFilm(page: Page, seconds: number): Promise<Buffer> {
  const base64 = await page.evaluate(async (length) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [480, 320];
    const drawing = canvas.getContext('2d', { willReadFrequently: true })!;
    const recorder = new MediaRecorder(canvas.captureStream(15), {
      mimeType: 'video/webm;codecs=vp8',
      videoBitsPerSecond: 12_000_000,
    });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const stopped = new Promise((resolve) => {
      recorder.onstop = resolve;
    });
    recorder.start();
    const image = drawing.createImageData(480, 320);
    const colours = new Uint32Array(image.data.buffer);
    let state = 7;
    const end = performance.now() + length * 1000;
    while (performance.now() < end) {
      for (let at = 0; at < colours.length; at += 1) {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        colours[at] = (state | 0xff000000) >>> 0;
      }
      drawing.putImageData(image, 0, 0);
      await new Promise((resolve) => {
        setTimeout(resolve, 60);
      });
    }
    recorder.stop();
    await stopped;
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    let letters = '';
    for (let at = 0; at < bytes.length; at += 32_768) {
      letters += String.fromCharCode(...bytes.subarray(at, at + 32_768));
    }
    return btoa(letters);
  }, seconds);
  return Buffer.from(base64, 'base64');
}
