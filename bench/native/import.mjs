/** The native side of the import benchmark: SHA-256, facts and a thumbnail of each picture, with sharp. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';

import sharp from 'sharp';

/** A JPEG comment segment, so that the same picture can be many different files. */
function withComment(jpeg, text) {
  const comment = Buffer.from(text);
  const head = Buffer.from([0xff, 0xfe, 0, 0]);
  head.writeUInt16BE(comment.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, comment, jpeg.subarray(2)]);
}

/** One painted picture with gradients, edges, letters and grain, as JPEG. */
async function paintedJpeg(index, width, height) {
  const hue = (index * 47) % 360;
  const discs = Array.from({ length: 24 }, (_, part) => {
    const [x, y] = [(part * 397 + index * 131) % width, (part * 211 + index * 89) % height];
    return `<circle cx="${x}" cy="${y}" r="${20 + ((part * 37 + index) % 160)}" fill="hsl(${(hue + part * 15) % 360} 70% 50%)" opacity=".6"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="hsl(${hue} 60% 25%)"/><stop offset="1" stop-color="hsl(${(hue + 60) % 360} 60% 60%)"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/>${discs.join('')}<text x="40" y="${height - 60}" font-size="90" fill="#fff">${index}</text></svg>`;
  const noise = { type: 'gaussian', mean: 128, sigma: 18 };
  const grain = await sharp({
    create: { width, height, channels: 3, background: '#808080', noise },
  })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(Buffer.from(svg))
    .composite([{ input: grain, blend: 'overlay' }])
    .jpeg({ quality: 88 })
    .toBuffer();
}

/** Saves `count` different JPEG files (of 25 different pictures) and returns their paths. */
export async function makePictures(folder, count, width, height) {
  await mkdir(folder, { recursive: true });
  const painted = [];
  for (let index = 0; index < Math.min(count, 25); index += 1) {
    painted.push(await paintedJpeg(index, width, height));
  }
  const paths = [];
  for (let index = 0; index < count; index += 1) {
    const path = join(folder, `picture-${index}.jpg`);
    await writeFile(path, withComment(painted[index % painted.length], `copy ${index}`));
    paths.push(path);
  }
  return paths;
}

/** Hashes, reads facts and makes a thumbnail of every picture, as many at once as there are cores. */
export async function importNatively(paths, longSide) {
  sharp.concurrency(1);
  sharp.cache(false);
  let next = 0;
  let bytes = 0;
  const begun = performance.now();
  const worker = async () => {
    while (next < paths.length) {
      const path = paths[next];
      next += 1;
      const file = await readFile(path);
      createHash('sha256').update(file).digest('hex');
      const picture = sharp(file);
      await picture.metadata();
      const small = await picture
        .rotate()
        .resize(longSide, longSide, { fit: 'inside' })
        .webp({ quality: 80 })
        .toBuffer();
      bytes += small.length;
    }
  };
  await Promise.all(Array.from({ length: cpus().length }, worker));
  return { ms: performance.now() - begun, thumbnailBytes: bytes };
}
