import type { Refusal } from '#workers/folders/door.ts';
import { folderWords as words } from '../words/folders.ts';

/** Why a folder cannot be linked, in words with the way out. */
export const refusalWords = ({ why, name }: Refusal): string => words.refusals[why](name);
