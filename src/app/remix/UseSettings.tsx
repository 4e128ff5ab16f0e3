import { useState } from 'react';

import type { TaskKind } from '#domain/task-kind.ts';
import { taskKindByName } from '#tasks/registry.ts';
import type { ActProps } from '../library/opened.ts';
import { FactList } from '../library/inspector/Facts.tsx';
import { useFields } from '../model-options.ts';
import { settingFacts } from '../tool/said-settings.ts';
import { ToolDialog } from '../tool/ToolDialog.tsx';
import { useQueueing } from '../tool/useQueueing.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { initialSettings, TaskForm, type Settings } from '../ui/TaskForm.tsx';
import { commonWords } from '../words/common.ts';
import { remixActWords } from '../words/remix-acts.ts';
import { remixWords as words } from '../words/remix.ts';
import { useHeldSettings, type HeldSettings } from './held.ts';
import styles from './Remix.module.css';
import { plainSettings } from './told.ts';

/** Uses the settings that were copied from one asset on a selection. */
export function UseSettings(props: ActProps) {
  const { held } = useHeldSettings();
  const kind = held === null ? undefined : taskKindByName(held.kind);
  if (held === null || kind === undefined) {
    return (
      <Dialog
        open
        size="small"
        onClose={props.onClose}
        title={remixActWords.use.replace('…', '')}
        description={held === null ? words.nothingCopied : words.unknownTool}
        actions={<Button onClick={props.onClose}>{commonWords.close}</Button>}
      />
    );
  }
  return <Use {...props} kind={kind} held={held} />;
}

function Use({
  kind,
  held,
  ...props
}: ActProps & { readonly kind: TaskKind<never>; readonly held: HeldSettings }) {
  const fields = useFields(kind.fields);
  // What the form shows may be changed; what it does not know stays as it was recorded.
  const [settings, setSettings] = useState<Readonly<Record<string, unknown>>>(() => ({
    ...initialSettings(kind.fields),
    ...held.settings,
  }));
  const queueing = useQueueing(kind, props.ids, settings, props.onClose);
  // Drawn by a tool's own screen, e.g. the edits of a picture: told, not changed here.
  const kept = settingFacts(kind.kind, held.settings).filter(
    ({ label }) => !kind.fields.some((field) => field.label === label),
  );
  const shown = Object.fromEntries(
    kind.fields.map(({ name }) => [name, settings[name] ?? null]),
  ) as Settings;
  return (
    <ToolDialog
      {...props}
      kind={kind}
      queueing={queueing}
      title={words.useTitle(kind.words.act, props.ids.length)}
    >
      <p className={styles['quiet']}>{words.settingsFrom(held.name)}</p>
      {kept.length > 0 && <FactList facts={kept} />}
      {kind.fields.length > 0 ? (
        <TaskForm
          fields={fields}
          settings={shown}
          onSettings={(changed) => setSettings({ ...settings, ...changed })}
          wrongField={queueing.wrong}
        />
      ) : (
        <FactList
          facts={plainSettings(held.settings).map(([label, value]) => ({ label, value }))}
        />
      )}
    </ToolDialog>
  );
}
