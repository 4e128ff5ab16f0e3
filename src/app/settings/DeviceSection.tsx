import { useEffect, useState } from 'react';

import { type Capabilities, useInkreel } from '../inkreel.ts';
import { useOffline } from '../offline/service-worker.ts';
import { Badge } from '../ui/Badge.tsx';
import { settingsWords as words } from '../words/settings.ts';
import { findProbes, type Probes } from './probes.ts';
import { Section } from './Section.tsx';
import styles from './Settings.module.css';

const shown = [
  'opfs',
  'persisted',
  'offline',
  'folders',
  'webgpu',
  'threads',
  'video',
  'awake',
] as const;

/** What was tried out in this browser; null while it is being tried. */
function useFound(): (Capabilities & Probes) | null {
  const client = useInkreel();
  const shellIsKept = useOffline().shell === 'ready';
  const [found, setFound] = useState<(Capabilities & Probes) | null>(null);
  useEffect(() => {
    let current = true;
    void Promise.all([client.capabilities(), findProbes(shellIsKept)]).then(([known, tried]) => {
      if (current) setFound({ ...known, ...tried });
    });
    return () => {
      current = false;
    };
  }, [client, shellIsKept]);
  return found;
}

/** What this browser can do, and what a "no" leaves. */
export function CapabilityCard() {
  const found = useFound();
  return (
    <dl className={styles['card']} aria-busy={found === null}>
      {shown.map((name) => {
        const said = words.capabilities[name];
        const has = found?.[name];
        return (
          <div key={name} className={styles['fact']}>
            <dt>
              {said.name}{' '}
              {has !== undefined && (
                <Badge tone={has ? 'ok' : 'plain'}>{has ? words.yes : words.no}</Badge>
              )}
            </dt>
            <dd>{has === undefined ? null : has ? said.yes : said.no}</dd>
          </div>
        );
      })}
    </dl>
  );
}

export const DeviceSection = () => (
  <Section title={words.device}>
    <p className={styles['quiet']}>{words.deviceText}</p>
    <CapabilityCard />
  </Section>
);
