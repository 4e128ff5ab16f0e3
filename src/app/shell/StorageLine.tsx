import { useEffect, useState } from 'react';

import { type StorageReport, useInkreel } from '../inkreel.ts';
import { classes } from '../ui/classes.ts';
import { shellWords as words } from '../words/shell.ts';
import styles from './StorageLine.module.css';

/** Says honestly where the work is saved, and where it is not. */
export function StorageLine() {
  const client = useInkreel();
  const [report, setReport] = useState<StorageReport | null>(null);
  useEffect(() => {
    let current = true;
    const read = async (): Promise<void> => {
      const next = await client.storage();
      if (current) setReport(next);
    };
    void read();
    const stop = client.onStatus(() => void read());
    return () => {
      current = false;
      stop();
    };
  }, [client]);
  if (!report) return null;
  const safe = !report.temporary;
  return (
    <div className={styles['line']}>
      <span
        className={classes(styles['dot'], safe ? styles['safe'] : styles['unsafe'])}
        aria-hidden
      />
      <p>
        <span className={styles['saved']}>{safe ? words.saved : words.savedTemporary}</span>
        {safe && <span>{words.notCopied}</span>}
      </p>
    </div>
  );
}
