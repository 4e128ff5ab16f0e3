import { useState } from 'react';

import { isEmpty } from '#media/mask/mask.ts';
import { useUndo } from '../../shell/undo.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { showDone } from '../../ui/toasts.ts';
import { maskWords as words } from '../../words/masks.ts';
import { useSurface } from '../surface.ts';
import { ChangeControls, FromPicture, told } from './ChangeControls.tsx';
import type { Desk, DeskState } from './desk.ts';
import { DrawControls } from './DrawControls.tsx';
import { drawModes } from './drawing.ts';
import { KeptMasks } from './KeptMasks.tsx';
import { LookControls } from './LookControls.tsx';
import { ActsList, MaskFactsLine } from './MaskFacts.tsx';
import styles from './Masks.module.css';
import { NumbersForm } from './NumbersForm.tsx';
import { useDeskOfTool } from './use-desk.ts';

/** Marks what is to be changed, and keeps it as a mask. */
export function MaskPanel() {
  const { desk, state } = useDeskOfTool('mask');
  return (
    <div className={styles['panel']}>
      <p className={styles['intro']}>{words.intro}</p>
      <MaskFactsLine desk={desk} state={state} />
      <DrawControls modes={drawModes} />
      <ChangeControls desk={desk} />
      <KeepMask desk={desk} state={state} />
      <div>
        <NumbersForm desk={desk} />
        <FromPicture desk={desk} />
        <KeptMasks desk={desk} />
        <LookControls />
        <ActsList state={state} />
      </div>
    </div>
  );
}

/** Keeps what is marked as an asset of its own. */
function KeepMask({ desk, state }: { readonly desk: Desk; readonly state: DeskState }) {
  const { asset } = useSurface();
  const { undo } = useUndo();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [mask] = state.history.present.masks;
  const isKept = state.saved !== null && state.saved.mask === mask;
  const keep = async (): Promise<void> => {
    setBusy(true);
    const saved = await desk.save(name);
    setBusy(false);
    if (!saved.ok) return told(saved);
    setName('');
    showDone(words.kept, undo);
  };
  return (
    <div className={styles['group']}>
      <Field label={words.name} help={words.keepHelp}>
        {(control) => (
          <TextInput
            {...control}
            value={name}
            placeholder={words.namePlaceholder(asset.name)}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <div className={styles['row']}>
        <Button
          look="primary"
          busy={busy}
          unavailable={
            mask === undefined || isEmpty(mask) ? words.drawFirst : isKept ? words.isKept : null
          }
          onClick={() => void keep()}
        >
          {words.keep}
        </Button>
      </div>
    </div>
  );
}
