import { announce } from '../shell/announcer.ts';
import { type Shortcut, useShortcuts } from '../shell/shortcuts.ts';
import { enhanceWords as words } from '../words/enhance.ts';
import { type EditorAct, editorActs, toolAct } from './editor-keys.ts';
import { useEditor, useUndoNow } from './editor.ts';
import type { Scene } from './stage/paintings.ts';
import { fitted, nextScale, zoomedTo } from './stage/view.ts';
import { enhanceTools } from './tools.ts';
import type { EditorActs } from './useEditorActs.ts';

/** The keys of the editor, wherever the focus is but where text is written. */
export function useEditorKeys({
  choose,
  compare,
  setCompare,
  acts,
}: {
  readonly choose: (name: string) => void;
  readonly compare: Scene['compare'];
  readonly setCompare: (compare: Scene['compare']) => void;
  readonly acts: EditorActs;
}): void {
  const { asset, stage } = useEditor();
  const { canUndo, canRedo, undo, redo } = useUndoNow();
  const zoom = (wished: number): void => {
    const { stage: size } = stage;
    const middle = { x: size.width / 2, y: size.height / 2 };
    stage.setView(zoomedTo(stage.view, wished, middle, stage.part, size));
    announce(words.zoom(stage.view.scale * stage.ratio));
  };
  const back = (): void => {
    if (canUndo) undo();
    else announce(words.nothingToUndo);
  };
  const again = (): void => {
    if (canRedo) redo();
    else announce(words.nothingToRedo);
  };
  /** As long as the key is down; chosen from the palette, until it is chosen again. */
  const holdOriginal = (event: KeyboardEvent): void => {
    if (event.repeat) return;
    if (compare === 'original') {
      setCompare('edited');
      return;
    }
    setCompare('original');
    announce(words.originalShown);
    if (event.key === '') return;
    const letGo = (up: Event): void => {
      if (up instanceof KeyboardEvent && up.key !== event.key) return;
      document.removeEventListener('keyup', letGo);
      removeEventListener('blur', letGo);
      setCompare('edited');
    };
    document.addEventListener('keyup', letGo);
    addEventListener('blur', letGo);
  };

  const meanings: Readonly<Record<EditorAct, Omit<Shortcut, 'name' | 'keys' | 'words'>>> = {
    'enhance.save': {
      whileTyping: true,
      unavailable: () => acts.nothingEdited,
      run: () => acts.save('same'),
    },
    'enhance.copy': { unavailable: () => acts.nothingEdited, run: acts.copy },
    'enhance.paste': { unavailable: () => acts.nothingCopied, run: acts.paste },
    'enhance.zoom-in': { run: () => zoom(nextScale(stage.view.scale, 1, stage.ratio)) },
    'enhance.zoom-out': { run: () => zoom(nextScale(stage.view.scale, -1, stage.ratio)) },
    'enhance.fit': {
      run: () => {
        stage.setView(fitted(stage.part, stage.stage));
        announce(words.zoom(stage.view.scale * stage.ratio));
      },
    },
    'enhance.actual': { run: () => zoom(1 / stage.ratio) },
    'enhance.original': { run: holdOriginal },
    'enhance.compare': { run: () => setCompare(typeof compare === 'number' ? 'edited' : 0.5) },
  };
  const shortcuts: readonly Shortcut[] = [
    { name: 'undo', keys: 'mod+z', words: words.undo, run: back },
    { name: 'redo', keys: 'mod+shift+z', words: words.redo, run: again },
    { name: 'redo', keys: 'mod+y', words: words.redo, run: again },
    ...editorActs.flatMap(({ name, words: said, keys }) =>
      keys.map((key) => ({ name, keys: key, words: said, ...meanings[name] })),
    ),
    ...enhanceTools.map((tool) => ({
      name: toolAct(tool.name),
      keys: tool.keys,
      words: words.chooseTool(tool.label),
      unavailable: () => tool.unavailable?.(asset) ?? null,
      run: () => {
        if (tool.unavailable?.(asset)) return false;
        choose(tool.name);
        return true;
      },
    })),
  ];
  useShortcuts(shortcuts.map((shortcut) => ({ ...shortcut, place: words.title })));
}
