import { useState } from 'react';

import { askToNotify, notifyState } from '../desk/notify.ts';
import { useLooksFirst, useNotifies, useStaysAwake } from '../desk/preferences.ts';
import { useWakeState } from '../desk/wake-lock.ts';
import { Toggle } from '../ui/Toggle.tsx';
import { settingsWords as words } from '../words/settings.ts';
import { Section } from './Section.tsx';

/** What happens while long work runs and nobody looks, and before files come in. */
export function WorkSection() {
  const notifies = useNotifies();
  const [state, setState] = useState(notifyState);
  const awake = useStaysAwake();
  const looks = useLooksFirst();
  const wake = useWakeState((found) => found.state);
  return (
    <Section title={words.work}>
      <Toggle
        label={words.notify}
        help={
          <>
            {words.notifyHelp} {words.notifyStates[state]}
          </>
        }
        checked={notifies.value && state === 'granted'}
        onChecked={(on) => {
          if (!on) {
            notifies.set(false);
            return;
          }
          void askToNotify().then((answer) => {
            setState(answer);
            notifies.set(answer === 'granted');
          });
        }}
      />
      <Toggle
        label={words.awake}
        help={
          <>
            {words.awakeHelp} {words.awakeStates[awake.value ? wake : 'off']}
          </>
        }
        checked={awake.value}
        onChecked={awake.set}
      />
      <Toggle
        label={words.lookFirst}
        help={words.lookFirstHelp}
        checked={looks.value}
        onChecked={looks.set}
      />
    </Section>
  );
}
