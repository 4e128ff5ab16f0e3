/** The keys of the editor as data: it enters them while it is open, the list of shortcuts shows them always. */
import { enhanceWords as words } from '../words/enhance.ts';
import { enhanceTools } from './tools.ts';

/** The name under which the person's own keys for a tool are kept. */
export const toolAct = (name: string): string => `enhance.tool-${name}`;

/** An act of the editor and the keys that it comes with. */
export interface EditorKeys {
  readonly name: string;
  readonly words: string;
  readonly keys: readonly string[];
}

const acts = {
  'enhance.save': { words: words.save, keys: ['mod+s'] },
  'enhance.copy': { words: words.copy, keys: ['alt+c'] },
  'enhance.paste': { words: words.paste, keys: ['alt+v'] },
  'enhance.zoom-in': { words: words.zoomIn, keys: ['+', '='] },
  'enhance.zoom-out': { words: words.zoomOut, keys: ['-'] },
  'enhance.fit': { words: words.fit, keys: ['0'] },
  'enhance.actual': { words: words.actual, keys: ['1'] },
  'enhance.original': { words: words.original, keys: ['o'] },
  'enhance.compare': { words: words.compare, keys: ['y'] },
} satisfies Record<string, Omit<EditorKeys, 'name'>>;

export type EditorAct = keyof typeof acts;

/** The acts that are the editor's own, in the order in which they are listed. */
export const editorActs: readonly (EditorKeys & { readonly name: EditorAct })[] = Object.entries(
  acts,
  // The border: the entries of this very object.
).map(([name, act]) => ({ ...act, name: name as EditorAct }));

/** Everything in the editor that keys can be given to. */
export const editorKeys: readonly EditorKeys[] = [
  ...editorActs,
  ...enhanceTools.map((tool) => ({
    name: toolAct(tool.name),
    words: words.chooseTool(tool.label),
    keys: [tool.keys],
  })),
];
