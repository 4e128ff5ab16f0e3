import { fail } from '#domain/result.ts';
import type { Run } from '../context.ts';

import type { ImportParams } from './task.ts';

/**
 * Reached only when a person tries an ended import once more: its files are within reach of the
 * tab that was given them and of nobody else, so all that can be done is to say so.
 */
export const run: Run<ImportParams> = async () =>
  fail({
    code: 'interrupted',
    reason: 'the files are no longer within reach; choose them again, those stored are recognised',
  });
