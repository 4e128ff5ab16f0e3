import { useEffect, useEffectEvent, useRef, useState } from 'react';

import type { ToneStage } from '#media/edit/tone.ts';
import { useEditor, useEditSession, useStageState } from '../editor.ts';

/** Red, green, blue, brightness: 256 counts each. */
export type Counts = readonly Uint32Array[];

/** How much of each value the picture has, once the edits were applied up to a stage; live. */
export function useCounts(until: ToneStage): Counts | null {
  const { stage, useEdits } = useEditor();
  const { edits } = useEditSession();
  const { state } = useStageState();
  const [counts, setCounts] = useState<Counts | null>(null);
  const turn = useRef({ isCounting: false, again: false });

  // One count at a time: a slider that is drawn asks for the newest when the last one is there.
  const count = useEffectEvent(async () => {
    const { current } = turn;
    current.again = current.isCounting;
    if (current.isCounting) return;
    current.isCounting = true;
    do {
      current.again = false;
      const found = await stage.count(useEdits.getState().edits, until);
      if (found) setCounts(found);
    } while (current.again);
    current.isCounting = false;
  });
  useEffect(() => {
    // It counts in another thread; the state follows when the answer is there.
    // oxlint-disable-next-line react/set-state-in-effect
    if (state === 'open') void count();
  }, [state, edits]);
  return counts;
}
