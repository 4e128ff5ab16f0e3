/** The words of a run, bounded: the first and the last lines, and how many lie between. */

export interface FfmpegLog {
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
}

/** Lines kept from the beginning (where the streams are named) and from the end, per stream. */
const heads = 2_000;
const tails = 2_000;
const longestLine = 4_000;

export interface OpenLog {
  readonly take: (stream: keyof FfmpegLog, text: string) => void;
  readonly read: () => FfmpegLog;
}

export function openLog(): OpenLog {
  const streams = { stdout: openLines(), stderr: openLines() };
  return {
    take: (stream, text) => streams[stream].take(text.slice(0, longestLine)),
    read: () => ({ stdout: streams.stdout.read(), stderr: streams.stderr.read() }),
  };
}

function openLines() {
  const first: string[] = [];
  const last: string[] = [];
  let left = 0;
  return {
    take(text: string): void {
      if (first.length < heads) first.push(text);
      else {
        last.push(text);
        // Halved at once rather than shifted at every line.
        if (last.length >= tails * 2) left += last.splice(0, tails).length;
      }
    },
    read: (): readonly string[] =>
      left === 0 ? [...first, ...last] : [...first, `… ${left} lines left out …`, ...last],
  };
}
