import { useState } from 'react';

import { getSettings, type CatalogueEntry } from '#models/local/catalogue/catalogue.ts';
import { useCommand } from '../inkreel.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { showToast } from '../ui/toasts.ts';
import { commonWords } from '../words/common.ts';
import { modelWords as words } from '../words/models.ts';
import { Facts, SoldBadge } from './facts.tsx';
import { AcceptLicence, licenceMissing, type LicenceChoice } from './LicenceFields.tsx';
import styles from './Models.module.css';

/** Everything that is known of a model before a byte of it is fetched. */
export function GetDialog({
  entry,
  onClose,
}: {
  readonly entry: CatalogueEntry;
  readonly onClose: () => void;
}) {
  const command = useCommand();
  const { name, description } = entry.words;
  const [choice, setChoice] = useState<LicenceChoice>({
    name,
    licence: entry.licence,
    sold: entry.commercialUse,
    accepted: false,
  });
  const start = async (): Promise<void> => {
    const done = await command('enqueue', {
      kind: 'get_model',
      assets: [],
      settings: getSettings(entry, choice.accepted),
    });
    if (!done) return;
    showToast({ text: words.started(name), tone: 'plain' });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.getTitle(name)}
      description={description}
      actions={
        <>
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button look="primary" unavailable={licenceMissing(choice)} onClick={() => void start()}>
            {words.start}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <Facts
          of={[
            [words.size, entry.bytes === null ? words.sizeUnknown : words.about(entry.bytes)],
            [words.licence, entry.licence],
            [words.hash, entry.sha256 === null ? words.hashNone : words.hashKnown],
          ]}
        />
        <div>
          <SoldBadge sold={entry.commercialUse} />
        </div>
        <div>
          <p className={styles['quiet']}>{words.from}</p>
          <p className={styles['address']}>{entry.url}</p>
        </div>
        <AcceptLicence choice={choice} onChoice={setChoice} />
      </div>
    </Dialog>
  );
}
