import { useState } from 'react';

import type { TaskKind } from '#domain/task-kind.ts';
import { taskKindByName } from '#tasks/registry.ts';
import type { ActProps } from '../library/opened.ts';
import { useFields } from '../model-options.ts';
import { initialSettings, TaskForm } from '../ui/TaskForm.tsx';
import { ToolDialog } from './ToolDialog.tsx';
import styles from './ToolDialog.module.css';
import { useQueueing } from './useQueueing.ts';
import { useTryOut } from './useTryOut.tsx';

/** The form of a kind of task by its name. */
export function KindDialog({ name, ...props }: ActProps & { readonly name: string }) {
  const kind = taskKindByName(name);
  return kind && <TaskDialog kind={kind} {...props} />;
}

/** Settings of a kind of task for a selection, which may be tried on a picture of it first. */
function TaskDialog({ kind, ...props }: ActProps & { readonly kind: TaskKind<never> }) {
  const { ids, rows, onClose } = props;
  const [settings, setSettings] = useState(() => initialSettings(kind.fields));
  const fields = useFields(kind.fields);
  const queueing = useQueueing(kind, ids, settings, onClose);
  const tryOut = useTryOut({
    kind: kind.kind,
    queueing,
    sources:
      kind.makes === 'derivative'
        ? rows.filter(({ kind: of, state }) => of === 'image' && state === 'ready')
        : [],
  });
  return (
    <ToolDialog
      {...props}
      kind={kind}
      queueing={queueing}
      size={tryOut.size}
      measured={tryOut.measured}
      beside={tryOut.button}
    >
      <div className={styles['halves']}>
        <TaskForm
          fields={fields}
          settings={settings}
          onSettings={setSettings}
          wrongField={queueing.wrong}
        />
        {tryOut.trial}
      </div>
    </ToolDialog>
  );
}
