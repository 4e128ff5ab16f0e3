import type { SidecarOutcome } from '#domain/contract/sidecars.ts';
import { failureWords } from '../words/failures.ts';
import { importWords as words } from '../words/importing.ts';

/** What became of a sidecar, in words. */
export function sidecarText({ of, done, failure }: SidecarOutcome): string {
  const [beside = ''] = of;
  if (done === 'read') return words.readBeside(beside);
  if (done === 'foreign' || failure === undefined) return words.leftBeside(beside);
  return words.notReadBeside(failureWords(failure).what);
}
