/** Shots and large films by native ffmpeg, and the same joins and conversions done by it. */
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const program = 'ffmpeg';
const ffmpeg = (words) => run(program, ['-v', 'error', '-y', ...words]);
const words = (text) => text.split(' ');

/** Seconds of one shot. */
export const shotSeconds = 10;

/** Three shots that agree, and three that do not: another size, another codec, no sound. */
export async function makeShots(folder) {
  mkdirSync(folder, { recursive: true });
  const make = async (name, size, hertz, codecs) => {
    const file = join(folder, name);
    const sound = hertz === null ? [] : words(`-f lavfi -i sine=frequency=${hertz}:duration=10`);
    await ffmpeg([
      ...words(`-f lavfi -i testsrc2=size=${size}:rate=30:duration=${shotSeconds}`),
      ...sound,
      ...words(codecs),
      file,
    ]);
    return file;
  };
  const usual = '-c:v libx264 -preset veryfast -b:v 4M -pix_fmt yuv420p -c:a aac';
  const webm = '-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -row-mt 1 -b:v 4M -c:a libopus';
  const alike = [];
  for (const [at, hertz] of [440, 660, 880].entries()) {
    alike.push(await make(`alike-${at}.mp4`, '1280x720', hertz, usual));
  }
  const other = [
    alike[0],
    await make('other-1.webm', '1280x720', 660, webm),
    await make('other-2.mp4', '640x480', 880, usual),
  ];
  return { alike, other };
}

/** The packets one behind the other. */
export async function joinCopying(files, to) {
  const list = `${to}.txt`;
  writeFileSync(list, files.map((file) => `file '${file}'`).join('\n'));
  const begun = performance.now();
  await ffmpeg(['-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy', to]);
  return performance.now() - begun;
}

/** Everything made again in the size of the first. */
export async function joinAgain(files, to, rate) {
  const fitted = files.map(
    (_, at) =>
      `[${at}:v]scale=1280:720:force_original_aspect_ratio=decrease,pad=1280:720:-1:-1,setsar=1[v${at}];[${at}:a]aresample=48000[a${at}]`,
  );
  const pads = files.map((_, at) => `[v${at}][a${at}]`).join('');
  const graph = `${fitted.join(';')};${pads}concat=n=${files.length}:v=1:a=1[v][a]`;
  const begun = performance.now();
  await ffmpeg([
    ...files.flatMap((file) => ['-i', file]),
    '-filter_complex',
    graph,
    ...words('-map [v] -map [a] -c:v libx264 -preset veryfast -c:a aac'),
    ...words(`-b:v ${rate}`),
    to,
  ]);
  return performance.now() - begun;
}

/** Seconds and frames of a film. */
export async function countOf(file) {
  const { stdout } = await run('ffprobe', [
    ...words('-v error -select_streams v:0 -count_packets -of json'),
    ...words('-show_entries stream=nb_read_packets:format=duration'),
    file,
  ]);
  const { streams, format } = JSON.parse(stdout);
  return { frames: Number(streams[0].nb_read_packets), seconds: Number(format.duration) };
}

/** A film of about so many bytes: grain that costs 40 Mbit/s, over and over. */
export async function makeLarge(folder, name, bytes) {
  mkdirSync(folder, { recursive: true });
  const piece = join(folder, 'piece.mp4');
  await ffmpeg([
    ...words('-f lavfi -i testsrc2=size=1280x720:rate=30:duration=6 -f lavfi -i sine=duration=6'),
    ...words('-vf noise=alls=40:allf=t -c:v libx264 -preset ultrafast -b:v 40M -pix_fmt yuv420p'),
    ...words('-g 30 -c:a aac'),
    piece,
  ]);
  const times = Math.max(1, Math.round(bytes / statSync(piece).size));
  const film = join(folder, name);
  // The title makes films of the same length differ, so that both are imported.
  const copied = words(`-c copy -metadata title=${name}`);
  await ffmpeg(['-stream_loop', String(times - 1), '-i', piece, ...copied, film]);
  return film;
}

/** Runs ffmpeg and gives the most memory that it had at once (bytes); Linux only. */
export function peakOfFfmpeg(list) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['-v', 'error', '-y', ...list], { stdio: 'ignore' });
    let most = 0;
    const look = setInterval(() => {
      most = Math.max(most, highWater(child.pid));
    }, 20);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(look);
      if (code === 0) resolve(most);
      else reject(new Error(`ffmpeg ended with ${code}`));
    });
  });
}

function highWater(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
