/**
 * What the build puts around every export of `src/app/words` (see `words-plugin.ts`): the words in
 * the language of this page. English is as it is written; another language is loaded before any
 * words are used, and only when it is chosen.
 */
import { language } from './choice.ts';

/** Makes any text of the words into another language. */
type Speak = (text: string) => string;

const speak: Speak | null = language === 'en-XA' ? (await import('./pseudo.ts')).pseudo : null;

const isPlain = (value: object): value is Record<string, unknown> =>
  Object.getPrototypeOf(value) === Object.prototype;

/** Words in another language: texts, and what is made of them by lists, objects and functions. */
export function translated<Words>(words: Words, by: Speak): Words {
  const change = (value: unknown): unknown => {
    if (typeof value === 'string') return by(value);
    if (typeof value === 'function') {
      return (...given: unknown[]): unknown => change(Reflect.apply(value, undefined, given));
    }
    if (Array.isArray(value)) return value.map(change);
    if (typeof value === 'object' && value !== null && isPlain(value)) {
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, change(one)]));
    }
    return value;
  };
  // The border: the same form with other texts in it.
  return change(words) as Words;
}

/**
 * The words of a module as this page speaks them.
 * @public called by what `words-plugin.ts` writes
 */
export const spoken = <Words>(words: Words): Words =>
  speak === null ? words : translated(words, speak);

/** Says in place what was made elsewhere (the words of a task, a model), once, at the start. */
export function speakInPlace(words: object): void {
  if (speak !== null) Object.assign(words, translated(words, speak));
}
