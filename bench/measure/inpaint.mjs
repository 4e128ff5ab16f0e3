/**
 * Our filling of holes against OpenCV's Telea and Navier–Stokes on the same structured pictures.
 * The engine runs in Node, the same V8 as Chromium's, without decoding, encoding and storing.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from 'vite';

import { inpaintNatively, pythonWithOpenCv } from '../native/inpaint.mjs';

/** Pictures of each kind; the seeds are not those of the tests. */
const [firstSeed, each, side] = [5000, 6, 160];

/** The engine and the drawing of the pictures as a module that Node can load. */
async function loadEngine(folder) {
  const entry = join(folder, 'engine.ts');
  const source = resolve('src/media/inpaint');
  writeFileSync(
    entry,
    ['fill', 'smooth', 'testing-pictures']
      .map((name) => `export * from ${JSON.stringify(join(source, `${name}.ts`))};`)
      .join('\n'),
  );
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      lib: { entry, formats: ['es'], fileName: 'engine' },
      outDir: join(folder, 'built'),
      minify: false,
    },
  });
  return import(pathToFileURL(join(folder, 'built', 'engine.js')).href);
}

export async function measure({ scratch }) {
  const folder = join(scratch, 'inpaint');
  mkdirSync(folder, { recursive: true });
  const engine = await loadEngine(folder);
  const { testKinds, testPicture, holeError, holeSsim, decibels, fillPatches, fillSmooth } = engine;
  const pictures = testKinds.flatMap((kind) =>
    Array.from({ length: each }, (_, index) => ({
      kind,
      name: `${kind}-${index}`,
      ...testPicture(kind, firstSeed + index, side),
    })),
  );
  for (const { name, pixels, hole } of pictures) {
    writeFileSync(join(folder, `${name}.rgba`), pixels);
    writeFileSync(join(folder, `${name}.hole`), hole);
  }
  const fillers = {
    patchmatch(pixels, { hole, width, height }) {
      const steps = fillPatches(pixels, hole, width, height, 1);
      while (steps.next().done !== true);
    },
    smooth: (pixels, { hole, width, height }) => fillSmooth(pixels, hole, width, height),
  };
  const fill = (method, picture) => {
    const pixels = new Uint8ClampedArray(picture.pixels);
    for (let at = 0; at < picture.hole.length; at += 1) {
      if (picture.hole[at]) pixels.fill(0, at * 4, at * 4 + 3);
    }
    const begun = performance.now();
    fillers[method](pixels, picture);
    return { pixels, ms: performance.now() - begun };
  };
  for (const method of Object.keys(fillers)) fill(method, pictures[0]);

  const scores = {};
  const note = (method, picture, pixels, ms) => {
    const entry = ((scores[method] ??= {})[picture.kind] ??= { sum: 0, count: 0, ssim: 0, ms: 0 });
    const error = holeError(picture.pixels, pixels, picture.hole);
    entry.sum += error.sum;
    entry.count += error.count;
    entry.ssim += holeSsim(picture.pixels, pixels, picture) / each;
    entry.ms += ms / each;
  };
  for (const method of Object.keys(fillers)) {
    for (const picture of pictures) {
      const { pixels, ms } = fill(method, picture);
      note(method, picture, pixels, ms);
    }
  }
  const python = pythonWithOpenCv();
  const told =
    python &&
    inpaintNatively(
      python,
      folder,
      side,
      pictures.map(({ name }) => name),
    );
  for (const method of told ? ['telea', 'ns'] : []) {
    for (const picture of pictures) {
      const bytes = readFileSync(join(folder, `${picture.name}.${method}`));
      note(method, picture, new Uint8ClampedArray(bytes), told.ms[method]);
    }
  }
  const text = ({ sum, count, ssim }) => `${decibels(sum, count).toFixed(1)} dB ${ssim.toFixed(3)}`;
  const rows = testKinds.map((kind) => {
    const ours = scores.patchmatch[kind];
    const peers = told ? [scores.telea[kind], scores.ns[kind]] : [];
    const best = peers.toSorted((one, other) => one.sum - other.sum)[0];
    return {
      what: `inpaint ${kind}: PSNR and SSIM in the hole against the better of OpenCV’s two`,
      ours: text(ours),
      ...(best && {
        peer: text(best),
        ratio: best.sum / ours.sum,
        goal: '≥ 1 × (error)',
        good: ours.sum <= best.sum && peers.every(({ ssim }) => ours.ssim >= ssim),
      }),
      note: `smooth: ${text(scores.smooth[kind])}; the ratio is OpenCV’s squared error over ours`,
    };
  });
  const mean = (method) =>
    testKinds.reduce((sum, kind) => sum + scores[method][kind].ms, 0) / testKinds.length;
  const fastest = told && Math.min(told.ms.telea, told.ms.ns);
  for (const method of ['patchmatch', 'smooth']) {
    rows.push({
      what: `inpaint by ${method}, ${side} × ${side}: time against OpenCV’s faster`,
      ours: `${mean(method).toFixed(1)} ms`,
      ...(fastest ? { peer: `${fastest.toFixed(1)} ms`, ratio: fastest / mean(method) } : {}),
      note: told ? `OpenCV ${told.version}` : 'no OpenCV for Python here (Debian: python3-opencv)',
    });
  }
  return rows;
}
