/** The native side of the media benchmark: films and sounds made by ffmpeg, and read by ffprobe and ffmpeg. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const limits = { maxBuffer: 64 * 1024 * 1024 };

/** Why there is no peer here, or null. */
export function whyNoFfmpeg() {
  for (const tool of ['ffmpeg', 'ffprobe']) {
    if (spawnSync(tool, ['-version']).status !== 0) return `${tool} is not installed`;
  }
  return null;
}

const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=30:duration=20'];
const tone = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000:duration=20'];
const h264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-g', '60'];
const small = ['-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=25:duration=5'];

/** What is made: name → arguments. `engine`: what a browser does not decode. */
const recipes = {
  films: {
    'film.mp4': [...picture, ...tone, ...h264, '-c:a', 'aac', '-shortest'],
    'film.mov': [...picture, ...tone, ...h264, '-c:a', 'aac', '-shortest'],
    'film.mkv': [...picture, ...tone, ...h264, '-c:a', 'libvorbis', '-shortest'],
    'film.webm': [
      ...picture,
      ...tone,
      ...'-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 2M -c:a libopus -shortest'.split(' '),
    ],
  },
  engine: {
    'film.avi': [...small, ...tone, '-c:v', 'mpeg4', '-c:a', 'libmp3lame', '-shortest'],
    'film.flv': [...small, ...tone, '-c:v', 'flv', '-ar', '44100', '-shortest'],
  },
  sounds: Object.fromEntries(
    [
      ['sound.wav', 'pcm_s16le'],
      ['sound.mp3', 'libmp3lame'],
      ['sound.flac', 'flac'],
      ['sound.ogg', 'libvorbis'],
      ['sound.m4a', 'aac'],
      ['sound.aac', 'aac'],
    ].map(([name, codec]) => [
      name,
      [...'-f lavfi -i anoisesrc=r=48000:d=60:a=0.3:c=pink:seed=7 -ac 2 -c:a'.split(' '), codec],
    ]),
  ),
};

/** Makes the files of one part; gives their paths. */
export async function makeMedia(folder, part) {
  await mkdir(folder, { recursive: true });
  const paths = [];
  for (const [name, how] of Object.entries(recipes[part])) {
    const path = join(folder, name);
    await run('ffmpeg', ['-v', 'error', '-y', ...how, path], limits);
    paths.push(path);
  }
  return paths;
}

/** What ffprobe says of a file. */
export async function probe(path) {
  const { stdout } = await run(
    'ffprobe',
    ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', path],
    limits,
  );
  const { streams, format } = JSON.parse(stdout);
  const video = streams.find((stream) => stream.codec_type === 'video');
  const audio = streams.find((stream) => stream.codec_type === 'audio');
  const [above, below] = (video?.avg_frame_rate ?? '0/1').split('/').map(Number);
  return {
    width: video?.width,
    height: video?.height,
    fps: video && above / below,
    duration_s: Number(format.duration),
    sample_rate_hz: Number(audio?.sample_rate),
    channels: audio?.channels,
  };
}

/** A poster, twelve small pictures and the cuts of a film, as one calls ffmpeg for it. */
async function readFilm(path) {
  const { duration_s: seconds } = await probe(path);
  const one = (at, side) =>
    run(
      'ffmpeg',
      [
        ...`-v error -ss ${at} -i`.split(' '),
        path,
        ...`-frames:v 1 -vf scale=${side}:-2 -f image2pipe -c:v mjpeg pipe:1`.split(' '),
      ],
      { ...limits, encoding: 'buffer' },
    );
  await one(seconds / 10, 512);
  for (let at = 0; at < 12; at += 1) await one((at / 12) * seconds, 160);
  const cuts = ['-vf', "scale=160:-2,select='gt(scene,0.35)',showinfo", '-f', 'null', '-'];
  await run('ffmpeg', ['-v', 'info', '-i', path, '-an', ...cuts], limits);
}

/** Every sample of a sound decoded, which is what peaks need. */
async function readSound(path) {
  await probe(path);
  await run('ffmpeg', ['-v', 'error', '-i', path, '-f', 's16le', '-y', '/dev/null'], limits);
}

/** Milliseconds for all files of a part, as many at once as the app has workers for media. */
export async function readNatively(paths, part) {
  let next = 0;
  const begun = performance.now();
  const worker = async () => {
    for (let path = paths[next++]; path; path = paths[next++]) {
      await (part === 'sounds' ? readSound : readFilm)(path);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, cpus().length - 1) }, worker));
  return performance.now() - begun;
}
