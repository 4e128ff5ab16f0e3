/** What the editor's own tools share: the stage and the edits of the open picture. */
import { createContext, useContext, useSyncExternalStore } from 'react';

import type { StoreApi, UseBoundStore } from 'zustand';

import type { AssetRow } from '#domain/asset.ts';

import type { EditSession, UseEdits } from './session.ts';
import type { PictureStage, StageState } from './stage/picture-stage.ts';
import type { ToolHistory } from './surface.ts';

export interface Editor {
  readonly asset: AssetRow;
  readonly stage: PictureStage;
  readonly useEdits: UseEdits;
  /** The undo of the tool that is open, when it has one. */
  readonly useHistory: UseBoundStore<StoreApi<{ readonly history: ToolHistory | null }>>;
}

const EditorContext = createContext<Editor | null>(null);
export const EditorProvider = EditorContext.Provider;

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('useEditor outside of the editor');
  return editor;
}

/** The edits of the open picture, live. */
export const useEditSession = (): EditSession => {
  const { useEdits } = useEditor();
  return useEdits();
};

/** How far the picture is opened, live. */
export function useStageState(): StageState {
  const { stage } = useEditor();
  return useSyncExternalStore(stage.onState, stage.state);
}

/** What undo means now: the tool's own steps, or those of the edits. */
export function useUndoNow(): ToolHistory {
  const { useEdits, useHistory } = useEditor();
  const hasOwn = useHistory(({ history }) => history !== null);
  const canUndo = useHistory(({ history }) => history?.canUndo ?? false);
  const canRedo = useHistory(({ history }) => history?.canRedo ?? false);
  const pastEdits = useEdits(({ past }) => past.length > 0);
  const futureEdits = useEdits(({ future }) => future.length > 0);
  const take = (which: 'undo' | 'redo') => (): void =>
    (useHistory.getState().history ?? useEdits.getState())[which]();
  return {
    canUndo: hasOwn ? canUndo : pastEdits,
    canRedo: hasOwn ? canRedo : futureEdits,
    undo: take('undo'),
    redo: take('redo'),
  };
}

/** Priority of what is queued from the editor: its person looks on, a batch does not mind. */
export const awaited = 10;
