import type { Plugin } from 'vite';

const wordsModule = /\/src\/app\/words\/(?!\w+\.test)[\w-]+\.ts$/;
/** Of format.ts, numbers, sizes and dates come from Intl; the two that make sentences are words. */
const exported =
  /^export (?:const|function) (?!(?:number|decimal|percent|count|bytes|duration|day|moment|pixels)Text\b)(\w+)/gm;

/** The words module with every exported value spoken in the language of the page. */
export function speaking(code: string): string {
  const names = [...code.matchAll(exported)].flatMap(([, name]) => (name ? [name] : []));
  if (names.length === 0) return code;
  const spoken = names.map((name) => `const spoken$${name} = spoken$(${name});`);
  const list = names.map((name) => `spoken$${name} as ${name}`);
  return [
    `import { spoken as spoken$ } from '../language/spoken.ts';`,
    code.replaceAll(exported, (all: string) => all.slice('export '.length)),
    ...spoken,
    `export { ${list.join(', ')} };`,
  ].join('\n');
}

/**
 * Lets every module of `src/app/words` stay plain English objects: what they export is wrapped at
 * build time, so that no screen and no module of words has to know about languages.
 */
export const wordsInLanguages = (): Plugin => ({
  name: 'inkreel-words',
  enforce: 'pre',
  transform: (code, id) => (wordsModule.test(id.split('?')[0] ?? id) ? speaking(code) : undefined),
});
