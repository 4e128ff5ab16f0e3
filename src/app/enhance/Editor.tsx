import { useEffect, useMemo, useState } from 'react';
import { create } from 'zustand';

import type { AssetDetails } from '#domain/contract/queries.ts';
import { changesNothing, noEdits, type PictureEdits, sameEdits } from '#media/edit/edits.ts';
import { goTo } from '../address.ts';
import { useInkreel } from '../inkreel.ts';
import { showToast } from '../ui/toasts.ts';
import { enhanceWords as words } from '../words/enhance.ts';
import { keepDraft, noteEdited } from './drafts.ts';
import { type Editor as OpenEditor, EditorProvider } from './editor.ts';
import { EditorFrame } from './EditorFrame.tsx';
import { openEdits } from './session.ts';
import { PictureStage } from './stage/picture-stage.ts';
import { type Surface, SurfaceProvider, type ToolHistory } from './surface.ts';

/** Opens a picture for editing: its pixels, its edits and what its tools stand on, until it is left. */
export function Editor({
  details,
  given,
}: {
  readonly details: AssetDetails;
  readonly given: PictureEdits | null;
}) {
  const client = useInkreel();
  // The picture as it was opened: a rating given meanwhile is no other picture.
  const [asset] = useState(details.asset);
  const [start] = useState(given);
  const [editor] = useState<OpenEditor>(() => ({
    asset,
    stage: new PictureStage({ width: asset.width ?? 1, height: asset.height ?? 1 }),
    useEdits: openEdits(asset.id, Date.now, start),
    useHistory: create<{ readonly history: ToolHistory | null }>(() => ({ history: null })),
  }));

  useEffect(() => {
    const { stage, useEdits } = editor;
    const { blob } = asset;
    noteEdited(asset.id);
    // They are in the draft now: opened again, the address must not bring them back.
    if (start) {
      keepDraft(asset.id, start, Date.now());
      goTo(`/enhance/${asset.id}`, { replace: true });
    }
    let isLeft = false;
    const read = async (): Promise<void> => {
      if (!blob) return;
      const file = await client.openBlob(blob);
      if (isLeft) return;
      if (file.ok) stage.open(file.value, asset.name);
      else stage.fail(file.failure, () => void read());
    };
    void read();
    return () => {
      isLeft = true;
      stage.close();
      const { edits, saved } = useEdits.getState();
      if (changesNothing(edits) || sameEdits(edits, saved ?? noEdits)) return;
      showToast({
        text: words.draftKept(asset.name),
        more: words.draftKeptMore,
        tone: 'plain',
        action: { label: words.goOn, run: () => goTo(`/enhance/${asset.id}`) },
      });
    };
  }, [asset, client, editor, start]);

  const surface = useMemo(() => surfaceOf(editor), [editor]);
  return (
    <EditorProvider value={editor}>
      <SurfaceProvider value={surface}>
        <EditorFrame details={details} />
      </SurfaceProvider>
    </EditorProvider>
  );
}

/** What the tools are given of the stage. */
function surfaceOf({ asset, stage, useHistory }: OpenEditor): Surface {
  return {
    asset,
    get picture() {
      return { ...stage.picture, hasAlpha: stage.state().hasAlpha };
    },
    viewport: stage.viewport,
    onViewport: stage.onViewport,
    redraw: stage.redraw,
    enter: (layer) => stage.enter(layer),
    setHistory: (history) => useHistory.setState({ history }),
    read: (region, shrink) => stage.read(region, shrink),
    show: (region) => {
      const { toScreen } = stage.viewport();
      const middle = toScreen({ x: region.x + region.width / 2, y: region.y + region.height / 2 });
      const { width, height } = stage.stage;
      const room = Math.min(
        (width - 80) / Math.max(1, region.width),
        (height - 80) / Math.max(1, region.height),
      );
      const { view } = stage;
      const at = {
        x: view.x + (middle.x - width / 2) / view.scale,
        y: view.y + (middle.y - height / 2) / view.scale,
      };
      stage.setView({ ...at, scale: Math.min(room, Math.max(view.scale, 1)), isFit: false });
    },
  };
}
