/** Films of any size, made by native ffmpeg out of one short piece that is repeated packet by packet. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const words = (text) => text.split(' ');
const ffmpeg = (list) => run('ffmpeg', ['-v', 'error', '-y', ...list]);

/** Few frames that are large: a film of gigabytes is decoded in minutes. */
const kinds = {
  mp4: '-c:v libx264 -preset ultrafast -qp 6 -g 5 -bf 0 -pix_fmt yuv420p -c:a aac -b:a 128k',
  mkv: '-c:v libx264 -preset ultrafast -qp 6 -g 5 -bf 0 -pix_fmt yuv420p -c:a libopus',
  // The codecs of old AVI and WMV, which only the media engine reads.
  avi: '-c:v mpeg4 -q:v 2 -g 5 -c:a libmp3lame',
  wmv: '-c:v wmv2 -q:v 2 -g 5 -c:a wmav2',
};

/** Makes a film of about so many bytes, with sound and grain. */
export async function largeFilm(folder, format, bytes) {
  mkdirSync(folder, { recursive: true });
  const film = join(folder, `film-${Math.round(bytes / 1e6)}.${format}`);
  if (existsSync(film)) return film;
  const piece = join(folder, `piece.${format}`);
  await ffmpeg([
    ...words('-f lavfi -i testsrc2=size=1280x720:rate=5:duration=20'),
    ...words('-f lavfi -i sine=duration=20:sample_rate=48000'),
    ...words(`-vf noise=alls=60:allf=t ${kinds[format]}`),
    piece,
  ]);
  const times = Math.max(1, Math.round(bytes / statSync(piece).size));
  await ffmpeg(['-stream_loop', String(times - 1), '-i', piece, '-c', 'copy', film]);
  return film;
}
