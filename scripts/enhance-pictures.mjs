/**
 * Makes the before-and-after pictures of docs/enhance.md with the real, built app: material is drawn
 * on the spot, goes through the tools, and each pair is laid side by side. `npm run build` first.
 */
import { mkdirSync, writeFileSync } from 'node:fs';

import { openPhotographer } from './photographer.mjs';

const folder = 'docs/enhance';
mkdirSync(folder, { recursive: true });
const { page, url, settle, close } = await openPhotographer();

/** Draws the material in the page and hands it to the library; gives the ids by name. */
const material = () =>
  page.evaluate(async () => {
    let state = 11;
    const chance = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    const canvasOf = (width, height) => {
      const canvas = new OffscreenCanvas(width, height);
      return { canvas, g: canvas.getContext('2d', { willReadFrequently: true }) };
    };
    const fileOf = async (canvas, name) =>
      new File([await canvas.convertToBlob({ type: 'image/png' })], name);
    const everyPixel = (g, change) => {
      const image = g.getImageData(0, 0, g.canvas.width, g.canvas.height);
      for (let at = 0; at < image.data.length; at += 4) change(image.data, at);
      g.putImageData(image, 0, 0);
    };

    const harbour = (width, height) => {
      const { canvas, g } = canvasOf(width, height);
      const sky = g.createLinearGradient(0, 0, 0, height);
      sky.addColorStop(0, '#27406b');
      sky.addColorStop(0.6, '#e9a36b');
      g.fillStyle = sky;
      g.fillRect(0, 0, width, height);
      g.fillStyle = '#fbe3a8';
      g.beginPath();
      g.arc(width * 0.72, height * 0.42, height * 0.09, 0, 7);
      g.fill();
      for (let house = 0; house < 9; house += 1) {
        const x = (house * width) / 9;
        const tall = height * (0.22 + 0.2 * chance());
        g.fillStyle = `hsl(${15 + 30 * chance()} 40% ${24 + 18 * chance()}%)`;
        g.fillRect(x, height * 0.78 - tall, width / 9 - 2, tall);
        g.fillStyle = '#f6d58a';
        for (let light = 0; light < 6; light += 1) {
          g.fillRect(
            x + 6 + (light % 2) * 14,
            height * 0.8 - tall + 10 + Math.floor(light / 2) * 18,
            6,
            9,
          );
        }
      }
      g.fillStyle = '#1b2c45';
      g.fillRect(0, height * 0.78, width, height);
      g.fillStyle = '#f4ead8';
      g.font = `600 ${Math.round(height / 13)}px sans-serif`;
      g.fillText('HARBOUR NIGHT, 1962', width * 0.05, height * 0.93);
      return { canvas, g };
    };

    // A scan: small, pale, grainy.
    const scan = harbour(320, 200);
    everyPixel(scan.g, (data, at) => {
      const grain = (chance() + chance() - 1) * 34;
      for (const channel of [0, 1, 2]) {
        data[at + channel] = 66 + data[at + channel] * 0.44 + grain + (channel === 0 ? 10 : 0);
      }
    });

    // A fence with somebody in front of it.
    const fence = canvasOf(480, 320);
    for (let x = 0; x < 480; x += 24) {
      fence.g.fillStyle = (x / 24) % 2 ? '#b98d5a' : '#a67846';
      fence.g.fillRect(x, 0, 24, 320);
      fence.g.fillStyle = '#6f4d2b';
      fence.g.fillRect(x, 0, 2, 320);
    }
    fence.g.fillStyle = 'rgb(60 40 20 / 40%)';
    for (const y of [70, 230]) fence.g.fillRect(0, y, 480, 12);
    const mask = canvasOf(480, 320);
    mask.g.fillStyle = '#000';
    mask.g.fillRect(0, 0, 480, 320);
    const figure = (g, colours) => {
      g.fillStyle = colours[0];
      g.beginPath();
      g.roundRect(208, 150, 74, 170, 26);
      g.fill();
      g.fillStyle = colours[1];
      g.beginPath();
      g.arc(245, 118, 34, 0, 7);
      g.fill();
    };
    figure(fence.g, ['#2b4c7e', '#e2b08c']);
    figure(mask.g, ['#fff', '#fff']);

    // A fruit on a cloth.
    const fruit = canvasOf(480, 320);
    for (let y = 0; y < 320; y += 8) {
      for (let x = 0; x < 480; x += 8) {
        fruit.g.fillStyle = `hsl(205 ${18 + 10 * chance()}% ${62 + 12 * chance()}%)`;
        fruit.g.fillRect(x, y, 8, 8);
      }
    }
    const shine = fruit.g.createRadialGradient(215, 130, 10, 240, 170, 110);
    shine.addColorStop(0, '#ffb35c');
    shine.addColorStop(1, '#c2410c');
    fruit.g.fillStyle = shine;
    fruit.g.beginPath();
    fruit.g.ellipse(240, 175, 104, 96, 0, 0, 7);
    fruit.g.fill();
    fruit.g.fillStyle = '#3f6212';
    fruit.g.beginPath();
    fruit.g.ellipse(282, 76, 44, 15, -0.5, 0, 7);
    fruit.g.fill();

    // Two faces with their five points.
    const face = (width, height, x, y, size, look) => {
      const { canvas, g } = canvasOf(width, height);
      g.fillStyle = look.ground;
      g.fillRect(0, 0, width, height);
      const at = (dx, dy) => [x + dx * size, y + dy * size];
      const oval = (dx, dy, across, down, colour) => {
        g.fillStyle = colour;
        g.beginPath();
        g.ellipse(...at(dx, dy), across * size, down * size, 0, 0, 7);
        g.fill();
      };
      oval(0, 0.25, 1.5, 1.75, look.hair);
      oval(0, 0.5, 1.2, 1.55, look.skin);
      for (const side of [-0.5, 0.5]) {
        oval(side, 0, 0.26, 0.16, '#fff');
        oval(side, 0, 0.13, 0.14, look.eyes);
        oval(side, -0.32, 0.28, 0.05, look.hair);
      }
      oval(0, 0.55, 0.12, 0.16, look.nose);
      oval(0, 1.06, 0.41, 0.12, look.lips);
      const point = ([px, py]) => ({ x: px, y: py });
      return {
        canvas,
        points: {
          eyeLeft: point(at(-0.5, 0)),
          eyeRight: point(at(0.5, 0)),
          nose: point(at(0, 0.58)),
          mouthLeft: point(at(-0.41, 1.06)),
          mouthRight: point(at(0.41, 1.06)),
        },
      };
    };
    const hero = face(480, 320, 240, 120, 62, {
      ground: '#39506b',
      hair: '#2a1c14',
      skin: '#d9a982',
      eyes: '#3b2a1a',
      nose: '#bd8a64',
      lips: '#a1493f',
    });
    const robot = face(480, 320, 250, 110, 72, {
      ground: '#8a6f9e',
      hair: '#e0d6c0',
      skin: '#9fc2c9',
      eyes: '#e8590c',
      nose: '#6f9aa3',
      lips: '#3d6470',
    });

    // Speech-like bursts over a hiss.
    const rate = 48_000;
    const sound = new Float32Array(rate * 4);
    for (let n = 0; n < sound.length; n += 1) {
      const t = n / rate;
      const said = Math.max(0, Math.sin(2 * Math.PI * 1.6 * t)) ** 2 * (t > 0.7 ? 1 : 0);
      const voice =
        Math.sin(2 * Math.PI * 140 * t) +
        0.5 * Math.sin(2 * Math.PI * 420 * t) +
        0.3 * Math.sin(2 * Math.PI * 980 * t);
      sound[n] = 0.22 * said * voice + 0.09 * (chance() + chance() - 1);
    }
    const wave = new DataView(new ArrayBuffer(44 + sound.length * 2));
    const text = (at, value) =>
      [...value].forEach((c, i) => wave.setUint8(at + i, c.charCodeAt(0)));
    text(0, 'RIFF');
    wave.setUint32(4, 36 + sound.length * 2, true);
    text(8, 'WAVEfmt ');
    wave.setUint32(16, 16, true);
    wave.setUint16(20, 1, true);
    wave.setUint16(22, 1, true);
    wave.setUint32(24, rate, true);
    wave.setUint32(28, rate * 2, true);
    wave.setUint16(32, 2, true);
    wave.setUint16(34, 16, true);
    text(36, 'data');
    wave.setUint32(40, sound.length * 2, true);
    sound.forEach((value, n) =>
      wave.setInt16(44 + n * 2, Math.max(-1, Math.min(1, value)) * 32_767, true),
    );

    const { imported } = await globalThis.inkreel.import([
      await fileOf(scan.canvas, 'scan.png'),
      await fileOf(fence.canvas, 'fence.png'),
      await fileOf(fruit.canvas, 'fruit.png'),
      await fileOf(hero.canvas, 'hero.png'),
      await fileOf(robot.canvas, 'robot.png'),
      new File([wave.buffer], 'interview.wav'),
    ]);
    const ids = Object.fromEntries(imported.map(({ name, assetId }) => [name, assetId]));
    const maskFile = await mask.canvas.convertToBlob({ type: 'image/png' });
    ids.mask = await globalThis.inkreel.saveMask({ of: ids['fence.png'], file: maskFile });
    return { ids, points: { hero: hero.points, robot: robot.points } };
  });

/** Runs one tool on one asset; gives the id of what it made. */
const make = (kind, asset, settings) =>
  page.evaluate(
    async ([which, of, given]) => {
      const { enqueue, done } = globalThis.inkreel;
      const [row] = await done(await enqueue(which, { assets: [of], ...given }), {
        timeout: 150_000,
      });
      if (row.status !== 'completed') throw new Error(`${which}: ${row.failure}`);
      return row.target_asset_id;
    },
    [kind, asset, settings],
  );

/** Lays two assets side by side, pictures as they are and sounds as waves, and writes the picture. */
async function pair(name, before, after) {
  const bytes = await page.evaluate(
    async ([one, other]) => {
      const [width, height, gap] = [480, 300, 8];
      const canvas = new OffscreenCanvas(width * 2 + gap, height);
      const g = canvas.getContext('2d');
      g.imageSmoothingEnabled = false;
      for (const [at, id] of [one, other].entries()) {
        const left = at * (width + gap);
        const blob = await globalThis.inkreel.blob(id);
        const bitmap = await createImageBitmap(blob).catch(() => null);
        g.save();
        g.beginPath();
        g.rect(left, 0, width, height);
        g.clip();
        if (bitmap) {
          for (let y = 0; y < height; y += 12) {
            for (let x = 0; x < width; x += 12) {
              g.fillStyle = (x / 12 + y / 12) % 2 ? '#d6d3ce' : '#f4f2ee';
              g.fillRect(left + x, y, 12, 12);
            }
          }
          const scale = Math.max(width / bitmap.width, height / bitmap.height);
          const [w, h] = [bitmap.width * scale, bitmap.height * scale];
          g.drawImage(bitmap, left + (width - w) / 2, (height - h) / 2, w, h);
        } else {
          g.fillStyle = '#19191c';
          g.fillRect(left, 0, width, height);
          const sound = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(
            await blob.arrayBuffer(),
          );
          const samples = sound.getChannelData(0);
          const step = samples.length / width;
          g.fillStyle = '#ff5d39';
          for (let x = 0; x < width; x += 1) {
            let most = 0;
            for (let n = Math.floor(x * step); n < (x + 1) * step; n += 1) {
              most = Math.max(most, Math.abs(samples[n] ?? 0));
            }
            const tall = Math.max(1, most * height * 0.9);
            g.fillRect(left + x, (height - tall) / 2, 1, tall);
          }
        }
        g.restore();
      }
      const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.9 });
      return [...new Uint8Array(await blob.arrayBuffer())];
    },
    [before, after],
  );
  writeFileSync(`${folder}/${name}.webp`, Buffer.from(bytes));
  console.log(`${folder}/${name}.webp`);
}

try {
  await page.goto(url);
  await page.waitForFunction(() => 'inkreel' in globalThis);
  const { ids, points } = await material();
  await settle();
  const restored = await make('enhance', ids['scan.png'], { denoise: 70, sharpen: 25 });
  await pair('restore', ids['scan.png'], await make('upscale', restored, { scale: 2 }));
  await pair(
    'remove-object',
    ids['fence.png'],
    await make('inpaint', ids['fence.png'], { mask: ids.mask }),
  );
  await pair(
    'cut-out',
    ids['fruit.png'],
    await make('remove_background', ids['fruit.png'], {
      box: { left: 0.22, top: 0.12, right: 0.78, bottom: 0.92 },
    }),
  );
  await pair(
    'swap-face',
    ids['hero.png'],
    await make('face_swap', ids['hero.png'], {
      face: ids['robot.png'],
      from: points.robot,
      to: points.hero,
      colour: 40,
    }),
  );
  await pair(
    'clean-sound',
    ids['interview.wav'],
    await make('denoise_audio', ids['interview.wav'], {}),
  );
} finally {
  await close();
}
