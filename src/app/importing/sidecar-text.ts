import type { SidecarOutcome } from '#domain/contract/sidecars.ts';
import { importWords as words } from '../words/importing.ts';
import { reasonText } from './reason-text.ts';

/** What became of a sidecar, in words. */
export function sidecarText({ of, done, failure }: SidecarOutcome): string {
  const [beside = ''] = of;
  if (done === 'read') return words.readBeside(beside);
  if (done === 'foreign' || failure === undefined) return words.leftBeside(beside);
  const reason = reasonText(failure);
  // A damaged one says something of itself alone; the others say where they belong.
  return failure.code === 'unsupported' ? reason : words.notReadBeside(reason);
}
