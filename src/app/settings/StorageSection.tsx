import { useEffect, useState } from 'react';

import { goTo } from '../address.ts';
import { type StorageReport, useInkreel } from '../inkreel.ts';
import { screens } from '../shell/screens.ts';
import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Progress.tsx';
import { settingsWords as words } from '../words/settings.ts';
import { Section } from './Section.tsx';
import styles from './Settings.module.css';

const said = ({ usage, quota }: StorageReport): string =>
  usage === null
    ? words.storageUnknown
    : quota === null
      ? words.storageOnly(usage)
      : words.storageUsed(usage, quota);

/** How full the storage of this browser is; the whole of it is told by the Data screen. */
export function StorageSection() {
  const client = useInkreel();
  const [report, setReport] = useState<StorageReport | null>(null);
  useEffect(() => {
    let current = true;
    void client.storage().then((found) => {
      if (current) setReport(found);
    });
    return () => {
      current = false;
    };
  }, [client]);
  return (
    <Section title={words.storage}>
      {report && <p>{said(report)}</p>}
      {report && report.usage !== null && report.quota !== null && (
        <div className={styles['bar']}>
          <Progress label={words.storage} fraction={report.usage / report.quota} />
        </div>
      )}
      <Button onClick={() => goTo('/data')}>{words.storageMore}</Button>
    </Section>
  );
}

const places = ['/folders', '/projects', '/data'];

/** The way to what has a screen of its own. */
export const PlacesSection = () => (
  <Section title={words.places}>
    <p className={styles['quiet']}>{words.placesText}</p>
    <div className={styles['row']}>
      {screens
        .filter(({ path }) => places.includes(path))
        .map(({ path, name }) => (
          <Button key={path} onClick={() => goTo(path)}>
            {name}
          </Button>
        ))}
    </div>
  </Section>
);
