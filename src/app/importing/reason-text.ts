import type { Failure } from '#domain/failure.ts';
import { failureLine } from '../words/failures.ts';
import { sentenceText } from '../words/format.ts';

/** Why a file does not come in, where its name stands beside it: the reason without what it is about. */
export const reasonText = (failure: Failure): string =>
  sentenceText(
    failure.code === 'unsupported' || failure.code === 'corrupt'
      ? failure.reason
      : failureLine(failure),
  );
