import { lazy, Suspense, useState } from 'react';

import { forgetDeviceValues } from '../desk/device-value.ts';
import { useInkreel } from '../inkreel.ts';
import { useTheme } from '../theme.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/Dialog.tsx';
import { settingsWords as words } from '../words/settings.ts';
import { Section } from './Section.tsx';
import styles from './Settings.module.css';

const LicencesDialog = lazy(async () => {
  const { LicencesDialog: component } = await import('./LicencesDialog.tsx');
  return { default: component };
});

/** The version, and the licences of everything that the app is built from. */
export function AboutSection() {
  const client = useInkreel();
  const [reads, setReads] = useState(false);
  return (
    <Section title={words.about}>
      <p>{words.version(client.version)}</p>
      <p className={styles['quiet']}>{words.aboutText}</p>
      <Button onClick={() => setReads(true)}>{words.licences}</Button>
      {reads && (
        <Suspense fallback={<output>{words.licencesLoading}</output>}>
          <LicencesDialog onClose={() => setReads(false)} />
        </Suspense>
      )}
    </Section>
  );
}

/** Gives every setting of this device its first value back; the library is not touched. */
export function ResetSection() {
  const [asks, setAsks] = useState(false);
  return (
    <Section title={words.reset}>
      <p className={styles['quiet']}>{words.resetText}</p>
      <Button look="danger" onClick={() => setAsks(true)}>
        {words.resetAct}
      </Button>
      <ConfirmDialog
        open={asks}
        title={words.resetTitle}
        description={words.resetQuestion}
        act={words.resetAct}
        onClose={() => setAsks(false)}
        onConfirm={() => {
          forgetDeviceValues();
          useTheme.getState().setTheme('system');
          location.reload();
        }}
      />
    </Section>
  );
}
