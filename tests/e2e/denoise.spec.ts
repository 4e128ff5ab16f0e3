import type { Page } from '@playwright/test';

import { atRatio, siSdr, speechLike, whiteNoise } from '../../src/media/sound/test-signals.ts';
import { accessible } from '../support/accessible.ts';
import { cellsOf, expect, openApp, test } from '../support/app.ts';
import { importFiles, quiet, sql } from '../support/door.ts';

const rate = 48_000;
const speech = speechLike(rate * 5, rate, 5);

/** Sound as a WAVE file of 16 bits, one channel. */
function wave(samples: Float32Array): Buffer {
  const file = Buffer.alloc(44 + samples.length * 2);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(36 + samples.length * 2, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  [16, 0x1_0001, rate, rate * 2, 0x10_0002].forEach((word, at) =>
    file.writeUInt32LE(word, 16 + at * 4),
  );
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((value, at) => {
    const whole = Math.max(-32_768, Math.min(32_767, Math.round(value * 32_768)));
    file.writeInt16LE(whole, 44 + at * 2);
  });
  return file;
}

/** A grained film with sound that the page records of itself, its frames at no even times. */
const recorded = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [192, 128];
    const drawing = canvas.getContext('2d', { willReadFrequently: true })!;
    const sound = new AudioContext();
    const tone = sound.createOscillator();
    const out = sound.createMediaStreamDestination();
    tone.connect(out);
    tone.start();
    const stream = new MediaStream([
      ...canvas.captureStream(20).getTracks(),
      ...out.stream.getTracks(),
    ]);
    const recorder = new MediaRecorder(stream, {
      mimeType: 'video/webm;codecs=vp8,opus',
      videoBitsPerSecond: 4_000_000,
    });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const stopped = new Promise((resolve) => {
      recorder.onstop = resolve;
    });
    recorder.start();
    for (let n = 0; n < 24; n += 1) {
      const image = drawing.createImageData(192, 128);
      const shake = Math.round(3 * Math.sin(n));
      for (let at = 0; at < image.data.length; at += 4) {
        const x = (at / 4) % 192;
        const inside = x + shake > 60 && x + shake < 120;
        const level = (inside ? 190 : 80) + (Math.random() - 0.5) * 70;
        image.data.set([level, level, level, 255], at);
      }
      drawing.putImageData(image, 0, 0);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    recorder.stop();
    await stopped;
    await sound.close();
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    let letters = '';
    for (const byte of bytes) letters += String.fromCharCode(byte);
    return btoa(letters);
  });

/** The sound of an asset as the browser itself decodes it. */
const decoded = async (page: Page, asset: string): Promise<Float32Array> => {
  const base64 = await page.evaluate(async (id) => {
    const blob: Blob = await (globalThis as any).inkreel.blob(id);
    const buffer = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(
      await blob.arrayBuffer(),
    );
    const bytes = new Uint8Array(buffer.getChannelData(0).slice().buffer);
    let letters = '';
    for (let at = 0; at < bytes.length; at += 8192)
      letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(letters);
  }, asset);
  const bytes = Buffer.from(base64, 'base64');
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
};

async function shots(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (!folder) return;
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [width, height] of [
      [1440, 900],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(200);
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

test('1.21 1.22 G2 cleans an interview and a shaky noisy clip, heard and seen before', async ({
  page,
  app,
}) => {
  await openApp(page, app.url);
  const noisy = atRatio(speech, whiteNoise(speech.length, 9), 5);
  const film = Buffer.from(await recorded(page), 'base64');
  await importFiles(page, [
    { name: 'interview.wav', bytes: wave(noisy) },
    { name: 'walk.webm', bytes: film, type: 'video/webm' },
  ]);
  await quiet(page);

  await cellsOf(page)
    .and(page.getByRole('option', { name: /interview\.wav/ }))
    .click();
  await page.getByRole('button', { name: 'Clean sound', exact: true }).click();
  const sound = page.getByRole('dialog', { name: /^Clean sound/ });
  await expect(sound.getByText(/Found .* s at .*; the noise lies at/)).toBeVisible();
  await sound.getByRole('button', { name: 'Make preview' }).click();
  await expect(sound.getByText('You hear: After')).toBeVisible();
  await page.keyboard.press('b');
  await expect(sound.getByText('You hear: Before')).toBeVisible();
  // The passage by keyboard: what a person moved counts, and can be given back.
  await sound.getByRole('slider', { name: /Quiet passage/ }).press('ArrowRight');
  await expect(sound.getByText('Chosen by you.')).toBeVisible();
  await accessible(page, 'cleaning sound');
  await shots(page, 'sound');
  await sound.getByRole('button', { name: 'Find it again' }).click();
  await sound.getByLabel('Loudness').selectOption('-23');
  await sound.getByRole('button', { name: 'Clean sound', exact: true }).click();
  await expect(sound).toBeHidden();

  await cellsOf(page)
    .and(page.getByRole('option', { name: /walk\.webm/ }))
    .click();
  await page.getByRole('button', { name: 'Denoise video', exact: true }).click();
  const video = page.getByRole('dialog', { name: /^Denoise video/ });
  await video.getByRole('button', { name: 'Make preview' }).click();
  await expect(video.getByRole('slider', { name: 'Split between before and after' })).toBeVisible();
  await expect(video.getByText(/Grain measured here/)).toBeVisible();
  await accessible(page, 'denoising a video');
  await shots(page, 'film');
  await video.getByRole('button', { name: 'Denoise video', exact: true }).click();
  await expect(video).toBeHidden();
  await quiet(page);

  const tasks = await sql<{ kind: string; status: string; result: string; failure: string | null }>(
    page,
    `SELECT kind, status, result, failure FROM tasks WHERE kind LIKE 'denoise%' ORDER BY kind`,
  );
  expect(tasks.map(({ status, failure }) => failure ?? status)).toEqual(['completed', 'completed']);
  expect(JSON.parse(tasks[0]!.result)).toMatchObject({ noise: 'taken away', loudness_lufs: -23 });
  const made = await sql<{ id: string; name: string; duration_s: number; was: number }>(
    page,
    `SELECT made.id, made.name, made.duration_s, source.duration_s was
     FROM assets made JOIN asset_relationships ON child_asset_id = made.id
     JOIN assets source ON source.id = parent_asset_id
     WHERE made.origin = 'derivative' ORDER BY made.name`,
  );
  expect(made.map(({ name }) => name)).toEqual(['interview (cleaned).wav', 'walk (denoised).webm']);
  for (const { duration_s: now, was } of made) expect(Math.abs(now - was)).toBeLessThan(0.03);
  const cleaned = await decoded(page, made[0]!.id);
  expect(cleaned.length).toBe(speech.length);
  expect(siSdr(speech, cleaned) - siSdr(speech, noisy)).toBeGreaterThanOrEqual(5);
});
