import { useState } from 'react';

import type { LocalModelRow } from '#domain/contract/models.ts';
import type { QueueRow } from '#domain/contract/queries.ts';
import type { ModelFileFacts, ModelManifest, ModelTest } from '#domain/local-model.ts';
import { backendNames } from '#models/local/backend.ts';
import { useCommand } from '../inkreel.ts';
import { useUndo } from '../shell/undo.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { showDone } from '../ui/toasts.ts';
import { bytesText } from '../words/format.ts';
import { modelWords as words } from '../words/models.ts';
import { EditDialog } from './EditDialog.tsx';
import { Facts, SoldBadge } from './facts.tsx';
import styles from './Models.module.css';

const booleanOf = (flag: 0 | 1 | null): boolean | null => (flag === null ? null : flag === 1);

/** One model that was added: what it is, how it did in its test, what can be done with it. */
export function ModelCard({
  model,
  work,
  onAddFile,
}: {
  readonly model: LocalModelRow;
  readonly work: QueueRow | undefined;
  readonly onAddFile: () => void;
}) {
  const command = useCommand();
  const { undo } = useUndo();
  const [editing, setEditing] = useState(false);
  // The border: these columns were parsed when they were written.
  const manifest = JSON.parse(model.manifest) as ModelManifest;
  const facts = JSON.parse(model.facts) as ModelFileFacts;
  const test = JSON.parse(model.test ?? 'null') as ModelTest | null;
  const heading = `model-${model.id}`;

  const remove = async (): Promise<void> => {
    if (!(await command('removeModel', { model: model.id }))) return;
    showDone(
      words.removed(model.name),
      undo,
      model.missing === 1 ? undefined : words.removedFrees(bytesText(model.size)),
    );
  };
  return (
    <li className={styles['model']} aria-labelledby={heading}>
      <div className={styles['head']}>
        <h3 id={heading} className={styles['name']} dir="auto">
          {model.name}
        </h3>
        <State model={model} test={test} work={work} />
        <SoldBadge sold={booleanOf(model.commercial_use)} />
      </div>
      <Facts
        of={[
          [words.fields.task, words.tasks[model.task]],
          manifest.task === 'upscale' && manifest.scale > 1
            ? [words.factor, words.factorOf(manifest.scale)]
            : null,
          [words.size, bytesText(model.size)],
          [words.weights, words.weightsOf(facts.parameters)],
          [words.licence, model.licence],
          ...trialFacts(test, manifest),
        ]}
      />
      {test?.withoutGpu && <p className={styles['quiet']}>{words.withoutGpu(test.withoutGpu)}</p>}
      {model.missing === 1 && (
        <p className={styles['quiet']}>
          {words.missingText} {words.missingFrom(model.catalogue, model.source_url)}{' '}
          <code>{model.blob}</code>
        </p>
      )}
      {test?.reason && !work && model.missing === 0 && (
        <p className={styles['bad']}>
          {words.failedBecause(test.reason)} {words.failedNext}
        </p>
      )}
      <div className={styles['acts']}>
        {model.missing === 1 && (
          <Button size="small" onClick={onAddFile}>
            {words.addFile}
          </Button>
        )}
        {test?.passed && model.missing === 0 && (
          <Button
            size="small"
            unavailable={work ? words.testingNow : null}
            onClick={() =>
              void command('updateModel', {
                model: model.id,
                changes: { enabled: model.enabled === 0 },
              })
            }
          >
            {model.enabled === 1 ? words.disable : words.enable}
          </Button>
        )}
        <Button
          size="small"
          unavailable={model.missing === 1 ? words.missingFirst : work ? words.testingNow : null}
          onClick={() =>
            void command('enqueue', {
              kind: 'test_model',
              assets: [],
              settings: { model: model.id },
              priority: 10,
            })
          }
        >
          {words.testAgain}
        </Button>
        <Button size="small" onClick={() => setEditing(true)}>
          {words.edit}
        </Button>
        <Button size="small" look="quiet" onClick={() => void remove()}>
          {words.remove}
        </Button>
      </div>
      {editing && (
        <EditDialog
          model={model}
          manifest={manifest}
          facts={facts}
          onClose={() => setEditing(false)}
        />
      )}
    </li>
  );
}

function State({
  model,
  test,
  work,
}: {
  readonly model: LocalModelRow;
  readonly test: ModelTest | null;
  readonly work: QueueRow | undefined;
}) {
  const { states } = words;
  if (model.missing === 1) return <Badge tone="warn">{states.missing}</Badge>;
  if (work?.status === 'running') return <Badge tone="info">{states.testing}</Badge>;
  if (work) return <Badge tone="info">{states.waiting}</Badge>;
  if (model.enabled === 1) return <Badge tone="ok">{states.ready}</Badge>;
  if (!test) return <Badge tone="warn">{states.untested}</Badge>;
  return test.passed ? <Badge>{states.off}</Badge> : <Badge tone="bad">{states.failed}</Badge>;
}

/** How fast it was on each backend, where it will run, and how far the two were apart. */
function trialFacts(test: ModelTest | null, { layout }: ModelManifest) {
  if (!test?.passed) return [];
  const [height = 0, width = 0] = layout === 'NCHW' ? test.input.slice(2) : test.input.slice(1);
  const sides = width > 0 && height > 0 ? words.sides(width, height) : '';
  return [
    ...test.trials.map(
      ({ backend, tileMs }) =>
        [words.speedOn(backendNames[backend]), words.speedOf(tileMs, sides)] as const,
    ),
    test.backend ? ([words.runs, backendNames[test.backend]] as const) : null,
    test.difference === null
      ? null
      : ([words.difference, words.differenceOf(test.difference)] as const),
  ];
}
