/** What went wrong, read from a run's return code and last words. */
import type { Failure } from '#domain/failure.ts';

import type { FfmpegLog } from './log.ts';
import type { Ended } from './messages.ts';

/** Words of ffmpeg 5.1 in its log, and what they mean; the first that is found counts. */
const meanings: readonly (readonly [RegExp, (what: string, reason: string) => Failure])[] = [
  [/No space left on device/, () => ({ code: 'storage_full' })],
  [/Cannot allocate memory|Out of memory/, (what) => ({ code: 'out_of_memory', what })],
  [
    /Unknown encoder|Unrecognized option|Error splitting the argument|No such filter|Undefined constant|Error initializing (complex )?filters?|Invalid argument.*filter/,
    (_what, reason) => ({ code: 'internal', reason }),
  ],
  [
    /Decoder .*not found|Could not find codec parameters|Unknown decoder|codec not currently supported|Decoding requested, but no decoder found/,
    (what, reason) => ({ code: 'unsupported', what, reason }),
  ],
  [
    /Cannot determine format of input stream|I\/O error|Input\/output error|Invalid data found|moov atom not found|End of file|could not find|Error while decoding|Header missing|does not contain any stream|matches no streams|Conversion failed/i,
    (what, reason) => ({ code: 'corrupt', what, reason }),
  ],
];

/** null: the run went well. `what` names the input for people. */
export function failureOfRun(ended: Ended, log: FfmpegLog, what: string): Failure | null {
  if (ended.full) return { code: 'storage_full' };
  if (ended.crash !== null || ended.code === null) {
    const crash = ended.crash ?? 'it ended without a word';
    if (/memory|allocation/i.test(crash) && !/out of bounds/.test(crash)) {
      return { code: 'out_of_memory', what };
    }
    // The engine is the same for every file: it was this one, and another try ends like this one.
    return { code: 'unsupported', what, reason: `the media engine crashed over it (${crash})` };
  }
  if (ended.code === 0) return null;
  for (const [words, failure] of meanings) {
    const line = log.stderr.findLast((said) => words.test(said));
    if (line !== undefined) return failure(what, plain(line));
  }
  const last = log.stderr.findLast((said) => said.trim() !== '' && said !== 'Aborted()');
  const reason = last === undefined ? `return code ${ended.code}` : plain(last);
  return { code: 'unsupported', what, reason };
}

/** A line without the address of the part that said it: `[mov,mp4 @ 0x12a0] moov atom not found`. */
const plain = (line: string): string =>
  line
    .replace(/^\[[^\]]* @ 0x[0-9a-f]+\]\s*/, '')
    // "/in/a.avi: Invalid data found": which file it is, the failure says itself.
    .replace(/^\/in\/[^/:]+: /, '')
    .replaceAll('/in/', '')
    .trim();
