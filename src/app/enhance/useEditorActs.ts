import { useState } from 'react';

import { changesNothing, noEdits } from '#media/edit/edits.ts';
import { goTo } from '../address.ts';
import { useChosen } from '../chosen.ts';
import { useCommand } from '../inkreel.ts';
import { announce } from '../shell/announcer.ts';
import { showToast } from '../ui/toasts.ts';
import { enhanceWords as words } from '../words/enhance.ts';
import { useCopiedEdits } from './drafts.ts';
import { awaited, useEditor } from './editor.ts';
import type { EditSession } from './session.ts';

export interface EditorActs {
  readonly save: (format: 'same' | 'png') => void;
  readonly isSaving: boolean;
  readonly copy: () => void;
  readonly paste: () => void;
  readonly reset: () => void;
  /** Why there is nothing to save, copy or reset, or null. */
  readonly nothingEdited: string | null;
  readonly nothingCopied: string | null;
}

/** What can be done with the edits of the open picture as a whole. */
export function useEditorActs(session: EditSession): EditorActs {
  const { asset } = useEditor();
  const run = useCommand();
  const copied = useCopiedEdits();
  const target = useChosen((state) => state.target);
  const [isSaving, setSaving] = useState(false);
  const { edits } = session;
  const nothingEdited = changesNothing(edits) ? words.nothingEdited : null;

  const save = async (format: 'same' | 'png'): Promise<void> => {
    if (nothingEdited !== null || isSaving) return;
    setSaving(true);
    const done = await run('enqueue', {
      kind: 'edit_picture',
      assets: [asset.id],
      settings: { edits, format },
      priority: awaited,
      ...(target === null ? {} : { collection: target }),
    });
    setSaving(false);
    if (!done) return;
    session.noteSaved();
    showToast({
      text: words.saving(asset.name),
      more: words.savingMore,
      tone: 'plain',
      action: { label: words.show, run: () => goTo('/library') },
    });
  };

  return {
    save: (format) => void save(format),
    isSaving,
    nothingEdited,
    nothingCopied: copied.value === null ? words.nothingCopied : null,
    copy: () => {
      if (nothingEdited !== null) return;
      copied.set(edits);
      showToast({ text: words.copied, more: words.copiedMore, tone: 'plain' });
    },
    paste: () => {
      if (copied.value === null) return;
      session.change(copied.value, 'paste');
      session.endStep();
      announce(words.pasted);
    },
    reset: () => {
      session.change(noEdits, 'reset');
      session.endStep();
      announce(words.resetSaid);
    },
  };
}
