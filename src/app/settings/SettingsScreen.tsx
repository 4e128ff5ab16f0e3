import { useEffect, useState } from 'react';

import { localModels } from '#models/local/registry.ts';
import { type Capabilities, useInkreel } from '../inkreel.ts';
import { makeAvailableOffline, useOffline } from '../offline/service-worker.ts';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { ShortcutsList } from '../shell/ShortcutsList.tsx';
import { type Theme, themes, useTheme } from '../theme.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Progress.tsx';
import { Select } from '../ui/Select.tsx';
import { Field } from '../ui/Field.tsx';
import { bytesText } from '../words/format.ts';
import { settingsWords as words } from '../words/settings.ts';
import styles from './Settings.module.css';

/** Appearance, offline use, what this browser can do, the models, the keyboard. */
export function SettingsScreen() {
  const client = useInkreel();
  const [capabilities, setCapabilities] = useState<Capabilities | null>(null);
  useEffect(() => {
    let current = true;
    void client.capabilities().then((found) => {
      if (current) setCapabilities(found);
    });
    return () => {
      current = false;
    };
  }, [client]);
  return (
    <ScreenFrame top={<h1 className={styles['title']}>{words.title}</h1>}>
      <div className={styles['page']}>
        <Appearance />
        <Offline gpu={capabilities?.webgpu ?? false} />
        {capabilities && <ThisBrowser capabilities={capabilities} />}
        <Models />
        <Shortcuts />
        <section className={styles['section']} aria-labelledby="settings-about">
          <h2 id="settings-about">{words.about}</h2>
          <p>{words.version(client.version)}</p>
        </section>
      </div>
    </ScreenFrame>
  );
}

function Appearance() {
  const { theme, setTheme } = useTheme();
  return (
    <section className={styles['section']} aria-labelledby="settings-appearance">
      <h2 id="settings-appearance">{words.appearance}</h2>
      <Field label={words.theme}>
        {(control) => (
          <Select<Theme>
            {...control}
            value={theme}
            onValue={setTheme}
            choices={themes.map((value) => ({ value, label: words.themes[value] }))}
          />
        )}
      </Field>
    </section>
  );
}

function Offline({ gpu }: { readonly gpu: boolean }) {
  const offline = useOffline();
  const text = (): string => {
    if (offline.shell === 'unsupported') return words.offlineNone;
    if (offline.engines === 'ready') return words.offlineReady;
    if (offline.engines === 'failed') return words.offlineFailed;
    if (offline.engines === 'fetching') {
      return words.offlineFetching(offline.progress?.done ?? 0, offline.progress?.total ?? 0);
    }
    return words.offlineShell;
  };
  const askable =
    offline.shell === 'ready' && (offline.engines === 'unknown' || offline.engines === 'failed');
  return (
    <section className={styles['section']} aria-labelledby="settings-offline">
      <h2 id="settings-offline">{words.offline}</h2>
      <output>{text()}</output>
      {offline.engines === 'fetching' && (
        <div className={styles['bar']}>
          <Progress
            label={words.offline}
            fraction={offline.progress ? offline.progress.done / offline.progress.total : null}
          />
        </div>
      )}
      {askable && (
        <Button onClick={() => void makeAvailableOffline({ gpu })}>{words.makeOffline}</Button>
      )}
    </section>
  );
}

const shownCapabilities = ['opfs', 'persisted', 'webgpu', 'threads', 'folders'] as const;

const ThisBrowser = ({ capabilities }: { readonly capabilities: Capabilities }) => (
  <section className={styles['section']} aria-labelledby="settings-device">
    <h2 id="settings-device">{words.device}</h2>
    <dl className={styles['facts']}>
      {shownCapabilities.map((name) => (
        <div key={name} className={styles['fact']}>
          <dt>
            {words.capabilities[name].name}{' '}
            <Badge tone={capabilities[name] ? 'ok' : 'plain'}>
              {capabilities[name] ? words.yes : words.no}
            </Badge>
          </dt>
          <dd>{capabilities[name] ? words.capabilities[name].yes : words.capabilities[name].no}</dd>
        </div>
      ))}
    </dl>
  </section>
);

const Models = () => (
  <section className={styles['section']} aria-labelledby="settings-models">
    <h2 id="settings-models">{words.models}</h2>
    <ul className={styles['facts']}>
      {localModels.map((model) => (
        <li key={model.id} className={styles['fact']}>
          <strong>{model.words.name}</strong>
          <p>
            {model.words.description} {model.words.trainedOn}
          </p>
          <p>
            {words.modelSize}: {bytesText(model.bytes)} · {words.modelLicence}: {model.licence}
            {model.commercialUse && `, ${words.sellable}`}
          </p>
        </li>
      ))}
    </ul>
  </section>
);

const Shortcuts = () => (
  <section className={styles['section']} aria-labelledby="settings-shortcuts">
    <h2 id="settings-shortcuts">{words.shortcuts}</h2>
    <ShortcutsList />
  </section>
);
