import { useState } from 'react';

import { changesNothing, noEdits, sameEdits } from '#media/edit/edits.ts';
import { goTo } from '../address.ts';
import { useChosen } from '../chosen.ts';
import { useCommand, useInkreel } from '../inkreel.ts';
import { announce } from '../shell/announcer.ts';
import { showToast } from '../ui/toasts.ts';
import { enhanceWords as words } from '../words/enhance.ts';
import { useCopiedEdits } from './drafts.ts';
import { awaited, useEditor } from './editor.ts';
import type { EditSession, SaveFormat } from './session.ts';

export interface EditorActs {
  readonly save: (format: SaveFormat) => void;
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
  const client = useInkreel();
  const run = useCommand();
  const copied = useCopiedEdits();
  const target = useChosen((state) => state.target);
  const [isSaving, setSaving] = useState(false);
  const { edits } = session;
  const nothingEdited = changesNothing(edits) ? words.nothingEdited : null;

  /** Whether these very edits were saved in this format, and what came of it is still there. */
  const isKept = async (format: SaveFormat): Promise<boolean> => {
    const { saved, savedTo } = session;
    const id = savedTo[format];
    if (id === undefined || saved === null || !sameEdits(edits, saved)) return false;
    const found = await client.query('asset', { id });
    const kept = found.ok ? found.value?.asset : undefined;
    return kept !== undefined && kept.deleted_at === null && kept.state !== 'failed';
  };
  const show = { label: words.show, run: () => goTo('/library') };

  const save = async (format: SaveFormat): Promise<void> => {
    if (nothingEdited !== null || isSaving) return;
    setSaving(true);
    if (await isKept(format)) {
      setSaving(false);
      showToast({ text: words.savedAlready, tone: 'plain', action: show });
      return;
    }
    const done = await run('enqueue', {
      kind: 'edit_picture',
      assets: [asset.id],
      settings: { edits, format },
      priority: awaited,
      ...(target === null ? {} : { collection: target }),
    });
    setSaving(false);
    if (!done) return;
    session.noteSaved(format, done.targets[0] ?? null);
    showToast({
      text: words.saving(asset.name),
      more: words.savingMore,
      tone: 'plain',
      action: show,
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
