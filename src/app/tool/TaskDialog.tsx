import { lazy, Suspense, useState } from 'react';

import type { TaskKind } from '#domain/task-kind.ts';
import { taskKindByName } from '#tasks/registry.ts';
import { useInkreel } from '../inkreel.ts';
import type { ActProps } from '../library/opened.ts';
import { useFields } from '../model-options.ts';
import { Button } from '../ui/Button.tsx';
import { initialSettings, TaskForm } from '../ui/TaskForm.tsx';
import { tryoutWords } from '../words/tryout.ts';
import { ToolDialog, type Measured } from './ToolDialog.tsx';
import styles from './ToolDialog.module.css';
import { useQueueing } from './useQueueing.ts';

const EngineNote = lazy(async () => {
  const { EngineNote: Loaded } = await import('./EngineNote.tsx');
  return { default: Loaded };
});

const TryOut = lazy(async () => {
  const { TryOut: Loaded } = await import('../tryout/TryOut.tsx');
  return { default: Loaded };
});

/** The form of a kind of task by its name. */
export function KindDialog({ name, ...props }: ActProps & { readonly name: string }) {
  const kind = taskKindByName(name);
  return kind && <TaskDialog kind={kind} {...props} />;
}

/** Settings of a kind of task for a selection, which may be tried on a picture of it first. */
function TaskDialog({ kind, ...props }: ActProps & { readonly kind: TaskKind<never> }) {
  const { ids, rows, onClose } = props;
  const [settings, setSettings] = useState(() => initialSettings(kind.fields));
  const [trying, setTrying] = useState(false);
  const [measured, setMeasured] = useState<Measured | null>(null);
  const { trials } = useInkreel();
  const pictures = rows.filter(({ kind: of, state }) => of === 'image' && state === 'ready');
  const mayTry = trials !== undefined && kind.makes === 'derivative' && pictures.length > 0;
  const fields = useFields(kind.fields);
  const queueing = useQueueing(kind, ids, settings, onClose);
  return (
    <ToolDialog
      {...props}
      kind={kind}
      queueing={queueing}
      size={trying ? 'wide' : 'normal'}
      measured={measured}
      beside={
        mayTry && (
          <Button look="quiet" aria-expanded={trying} onClick={() => setTrying(!trying)}>
            {trying ? tryoutWords.close : tryoutWords.open}
          </Button>
        )
      }
    >
      {kind.engine && (
        <Suspense>
          <EngineNote rows={rows} />
        </Suspense>
      )}
      <div className={styles['halves']}>
        <TaskForm
          fields={fields}
          settings={settings}
          onSettings={setSettings}
          wrongField={queueing.wrong}
        />
        {trying && (
          <Suspense>
            <TryOut
              kind={kind.kind}
              settings={queueing.given}
              sources={pictures}
              onMeasured={(ms, mp) => setMeasured({ ms, mp })}
            />
          </Suspense>
        )}
      </div>
    </ToolDialog>
  );
}
