/** The native side of denoising: material made on the spot, ffmpeg's afftdn and hqdn3d, and figures. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { chanceFrom } from '../rows.mjs';

export const rate = 48_000;
/** Seconds of bare noise before the first word. */
const lead = 0.85;

/** Of this machine, not of the app: it is skipped where there is none. */
const program = 'ffmpeg';
const ffmpeg = (...options) =>
  execFileSync(program, ['-hide_banner', '-loglevel', 'error', '-y', ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const words =
  'The quick brown fox jumps over the lazy dog. A good interview begins with a simple question, and then it waits. We walked along the harbour in the evening, and nobody said a word about the weather. ';

/** One minute of spoken words with a pause before them, and its mixtures with noise at 5 dB. */
export function makeSound(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'words.txt'), words.repeat(6));
  const path = join(folder, 'speech.wav');
  const filters = `adelay=${lead * 1000}:all=1`;
  ffmpeg(
    '-f',
    'lavfi',
    '-i',
    `flite=textfile=${join(folder, 'words.txt')}:voice=slt`,
    '-af',
    filters,
    '-t',
    '60',
    '-ar',
    `${rate}`,
    '-ac',
    '1',
    '-bitexact',
    path,
  );
  const clean = readWave(readFileSync(path));
  const sounds = {};
  for (const kind of ['white', 'fan']) {
    const noise = noiseOf(kind, clean.length);
    const level = Math.sqrt(power(clean) / power(noise) / 10 ** 0.5);
    const file = join(folder, `${kind}.wav`);
    writeFileSync(file, wave(clean.map((value, at) => value + level * noise[at])));
    sounds[kind] = file;
  }
  return { clean, sounds };
}

/** afftdn with the noise sampled from the lead-in, its best use; the file and ms. */
export function cleanNatively(file, to) {
  const begun = performance.now();
  ffmpeg(
    '-i',
    file,
    '-af',
    `asendcmd=c='0.05 afftdn sn start; ${lead - 0.1} afftdn sn stop',afftdn=nr=20:nf=-25`,
    to,
  );
  return { ms: performance.now() - begun, samples: readWave(readFileSync(to)) };
}

/** A still that pans slowly, with and without grain of ffmpeg's strength 25; two seconds of 720p. */
export function makeFilm(folder) {
  mkdirSync(folder, { recursive: true });
  const still = join(folder, 'still.png');
  ffmpeg(
    '-f',
    'lavfi',
    '-i',
    'testsrc2=s=1600x900:r=1:d=1',
    '-vf',
    'gblur=sigma=1',
    '-frames:v',
    '1',
    still,
  );
  const pan = ['-loop', '1', '-framerate', '30', '-i', still, '-t', '6'];
  const crop = "crop=1280:720:x='n*1.5':y='n*0.5',format=yuv420p";
  const clean = join(folder, 'clean.mkv');
  ffmpeg(...pan, '-vf', crop, '-c:v', 'ffv1', clean);
  const noisy = join(folder, 'noisy.mp4');
  ffmpeg(
    '-i',
    clean,
    '-vf',
    'noise=alls=25:allf=t:all_seed=7',
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-crf',
    '8',
    noisy,
  );
  return { clean, noisy, frames: 180 };
}

export function denoiseNatively(noisy, to) {
  const begun = performance.now();
  ffmpeg(
    '-i',
    noisy,
    '-vf',
    'hqdn3d=8:6:12:9',
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-b:v',
    '4M',
    to,
  );
  return performance.now() - begun;
}

/** Mean PSNR (dB) of the luma of a film against the clean one. */
export function psnrOf(film, clean) {
  const graph = '[0:v]setpts=N/30/TB[a];[1:v]setpts=N/30/TB[b];[a][b]psnr';
  const { stderr: log } = spawnSync(
    program,
    ['-hide_banner', '-i', film, '-i', clean, '-lavfi', graph, '-f', 'null', '-'],
    { encoding: 'utf8' },
  );
  return Number(/PSNR y:([\d.]+)/.exec(log)?.[1] ?? Number.NaN);
}

export function readWave(bytes) {
  const at = bytes.indexOf('data', 12, 'latin1') + 8;
  const count = Math.floor((bytes.length - at) / 2);
  return Float32Array.from({ length: count }, (_, n) => bytes.readInt16LE(at + n * 2) / 32_768);
}

/** Scale-invariant signal-to-distortion ratio in dB (Le Roux et al. 2019), at the best shift within 1500. */
export function siSdr(clean, other) {
  let best = -Infinity;
  for (const shift of [0, 384, 1200]) {
    let [dot, own, all] = [0, 0, 0];
    for (let at = 0; at < clean.length - 1500; at += 1) {
      const [x, y] = [clean[at], other[at + shift] ?? 0];
      dot += x * y;
      own += x * x;
      all += y * y;
    }
    const target = (dot * dot) / own;
    best = Math.max(best, 10 * Math.log10(target / Math.max(1e-12, all - target)));
  }
  return best;
}

const power = (samples) => samples.reduce((sum, value) => sum + value * value, 0) / samples.length;

function noiseOf(kind, length) {
  const chance = chanceFrom(9);
  const share = 1 - Math.exp((-2 * Math.PI * 400) / rate);
  let low = 0;
  return Float32Array.from({ length }, (_, at) => {
    const white = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
    if (kind === 'white') return white;
    low += share * (white - low);
    const hum = [1, 2, 3, 5].reduce(
      (sum, order) => sum + Math.sin((2 * Math.PI * 50 * order * at) / rate) / order,
      0,
    );
    return low * 4 + hum * 0.25;
  });
}

function wave(samples) {
  const file = Buffer.alloc(44 + samples.length * 2);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(36 + samples.length * 2, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  [16, 0x1_0001, rate, rate * 2, 0x10_0002].forEach((word, at) =>
    file.writeUInt32LE(word, 16 + at * 4),
  );
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((value, at) =>
    file.writeInt16LE(Math.max(-32_768, Math.min(32_767, Math.round(value * 32_768))), 44 + at * 2),
  );
  return file;
}
