import type { HistoryRequest } from '#domain/contract/history.ts';
import { sentenceText } from '../../words/format.ts';
import { historyWords as words } from '../../words/history.ts';
import { requestWords } from '../../words/shell.ts';

/** What a command did, without the number that `requestWords` puts behind it. */
export const commandWords = (command: string | null): string =>
  command === null
    ? sentenceText(words.queueWork)
    : sentenceText(requestWords(command, 1).replace(/ \([^()]*\)$/u, ''));

/** What a request did; of an undoing, what it took back. */
export const whatWords = ({ command, first_command }: HistoryRequest): string =>
  command === 'undoRequest' && first_command !== null
    ? words.undoOf(commandWords(first_command))
    : commandWords(command);
