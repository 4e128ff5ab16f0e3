import { Copy } from 'lucide-react';

import type { Told } from '../../remix/told.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { makingWords as words } from '../../words/making.ts';
import { FactList } from './Facts.tsx';
import styles from './Making.module.css';
import { type MadeBy, settingsSaid } from './made-with.ts';

/** More settings are read in the JSON. */
const most = 24;

/** Everything that is recorded, as it is kept. */
const rawOf = ({ at: _at, claimed: _claimed, ...told }: Told, made: MadeBy | null): string =>
  JSON.stringify(
    made === null ? told : { tool: made.kind, settings: made.settings, ...told },
    null,
    2,
  );

/** The settings with which something was made, in words, and the record itself on demand. */
export function MadeWith({ told, made }: { readonly told: Told; readonly made: MadeBy | null }) {
  const facts = settingsSaid(told, made);
  const raw = rawOf(told, made);
  return (
    <>
      {facts.length > 0 && <FactList facts={facts.slice(0, most)} />}
      {facts.length > most && <p className={styles['claim']}>{words.more(facts.length - most)}</p>}
      <details className={styles['raw']}>
        <summary>{words.raw}</summary>
        <Button
          size="small"
          look="quiet"
          icon={<Copy aria-hidden />}
          onClick={() => void copyText(raw)}
        >
          {words.copyRaw}
        </Button>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long texts are scrolled by keyboard too */}
        <pre className={styles['text']} tabIndex={0} aria-label={words.raw}>
          {raw}
        </pre>
      </details>
    </>
  );
}
