import { useEffect, useState } from 'react';

import { Dialog } from '../ui/Dialog.tsx';
import { settingsWords as words } from '../words/settings.ts';
import styles from './Settings.module.css';

/** The licences as they stand in the repository; part of the build, so that they are there offline. */
export function LicencesDialog({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    void import('../../../THIRD_PARTY_NOTICES.md?raw').then(
      (found) => {
        if (current) setText(found.default);
      },
      () => {
        if (current) setText(words.licencesFailed);
      },
    );
    return () => {
      current = false;
    };
  }, []);
  return (
    <Dialog open onClose={onClose} title={words.licences} size="wide">
      {/* A long text without controls must be reachable by keyboard to be scrolled. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles['licences']} tabIndex={0}>
        {text ?? words.licencesLoading}
      </pre>
    </Dialog>
  );
}
