import { expect, it } from 'vitest';

/** What Chromium itself says of a file that it is handed as the inspector hands it over. */
it.each(['tone.wav', 'tone.mp3', 'tone.flac', 'tone.ogg', 'tone.m4a', 'tone.aac'])(
  '1.03 %s is playable',
  async (name) => {
    const answer = await fetch(
      new URL(`../../../../tests/fixtures/media/${name}`, import.meta.url),
    );
    const url = URL.createObjectURL(await answer.blob());
    const sound = new Audio();
    const known = new Promise<number>((resolve, reject) => {
      sound.addEventListener('canplaythrough', () => resolve(sound.duration));
      sound.addEventListener('error', () => reject(new Error(sound.error?.message ?? name)));
    });
    sound.src = url;
    expect(await known).toBeGreaterThan(0.3);
    URL.revokeObjectURL(url);
  },
);
