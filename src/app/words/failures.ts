import type { Failure } from '#domain/failure.ts';
import { numberText } from './format.ts';

/** A failure for people: what happened, that the work is safe, and what to do next. */
export interface FailureWords {
  readonly what: string;
  readonly safe: string;
  readonly next: string;
}

const nothingLost = 'Nothing was lost.';

/** Puts any failure into words. The technical reason stays in it where it helps someone to help. */
export function failureWords(failure: Failure): FailureWords {
  switch (failure.code) {
    case 'invalid_input':
      return {
        what: failure.field
          ? `“${failure.field}” cannot be used: ${failure.reason}.`
          : `This cannot be done: ${failure.reason}.`,
        safe: 'Nothing was changed.',
        next: 'Change it and try again.',
      };
    case 'not_found':
      return {
        what: `This ${failure.what} is not in the library any more.`,
        safe: 'Nothing was changed.',
        next: 'Look in the trash, or undo what removed it.',
      };
    case 'conflict':
      return {
        what: `Something newer stands in the way: ${failure.reason}.`,
        safe: 'Both versions are kept.',
        next: 'Look at it again, then decide.',
      };
    case 'illegal_move':
      return {
        what: `This task is ${failure.from} and cannot become ${failure.to}.`,
        safe: nothingLost,
        next: 'It may have ended in another tab meanwhile; look at the queue.',
      };
    case 'storage_full':
      return {
        what: 'The space that this browser gives Inkreel is full.',
        safe: 'Everything saved until now is safe.',
        next: 'Empty the trash or free space on this device, then try again.',
      };
    case 'storage_failed':
      return {
        what: `The storage of this browser did not answer as it should: ${failure.reason}.`,
        safe: 'What was saved before is untouched.',
        next: 'Reload the page. If it stays, export what you need and tell us the sentence above.',
      };
    case 'unsupported':
      return {
        what: `${failure.what} cannot be used here: ${failure.reason}.`,
        safe: 'The file itself is untouched.',
        next: 'Convert it to a common format, or try another browser.',
      };
    case 'corrupt':
      return {
        what: `${failure.what} is damaged: ${failure.reason}.`,
        safe: 'It was left as it is, nothing was deleted.',
        next: 'Import it again from where it came from, if you can.',
      };
    case 'too_large':
      return {
        what: `${failure.what} is larger than what works here (${failure.limit}).`,
        safe: nothingLost,
        next: 'Make it smaller or split it, then try again.',
      };
    case 'out_of_memory':
      return {
        what: `There was not enough memory for ${failure.what}.`,
        safe: nothingLost,
        next: 'Close other tabs or choose a smaller size, then try again.',
      };
    case 'missing_file':
      return {
        what: 'The bytes of this file are not in the library’s store.',
        safe: 'Its name, tags and history are still here.',
        next: 'Import the same file again: it will be recognised and put back.',
      };
    case 'needs_permission':
      return {
        what: `The browser asks again before the folder “${failure.name}” may be used.`,
        safe: 'The files in it are untouched, and so is what the library knows of them.',
        next: 'Choose “Allow again” under Folders, for a backup under Data; what waits for it then goes on.',
      };
    case 'model_failed':
      return {
        what: `The model ${failure.model} could not finish: ${failure.reason}.`,
        safe: 'The original is untouched.',
        next: 'Try again, or choose another model.',
      };
    case 'nothing_to_do':
      return {
        what: `Found nothing to do: ${failure.reason}.`,
        safe: 'Nothing was changed.',
        next: 'Leave it as it is, or choose other settings.',
      };
    case 'cancelled':
      return {
        what: 'This was cancelled.',
        safe: 'Nothing half-done was kept.',
        next: 'Start it again whenever you like.',
      };
    case 'stuck':
      return {
        what: `It gave no sign of life for ${numberText(failure.seconds)} seconds and was ended.`,
        safe: 'The original is untouched, and the work that waited behind it goes on.',
        next: 'Try again. If it stops every time, the file is probably damaged: save it anew in another program, or leave it out.',
      };
    case 'interrupted':
      return {
        what: `This was interrupted: ${failure.reason}.`,
        safe: 'What was finished before is kept.',
        next: 'Try again to go on.',
      };
    case 'newer_database':
      return {
        what: `This library was last opened by a newer Inkreel (version ${numberText(failure.found)} of the data; this one knows ${numberText(failure.known)}).`,
        safe: 'It was not touched.',
        next: 'Reload to get the newer Inkreel.',
      };
    case 'not_allowed':
      return {
        what: `${failure.what} was not allowed: ${failure.reason}.`,
        safe: 'Nothing was changed.',
        next: 'Allow it when the browser asks, then try again.',
      };
    case 'internal':
      return {
        what: `Something in Inkreel itself went wrong: ${failure.reason}.`,
        safe: 'What was saved before is safe.',
        next: 'Try again; if it stays, reload the page.',
      };
  }
}

/** The whole in one line, for a toast or a cell. */
export const failureLine = (failure: Failure): string => failureWords(failure).what;
