import { Copy, Repeat2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';

import type { JsonObject } from '#domain/contract/collections.ts';
import type { AssetDetails } from '#domain/contract/queries.ts';
import type { Recipe } from '#domain/recipe.ts';
import { useLiveQuery } from '../../inkreel.ts';
import { useHeldSettings } from '../../remix/held.ts';
import { allTold, type Told } from '../../remix/told.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Select } from '../../ui/Select.tsx';
import { showToast } from '../../ui/toasts.ts';
import { momentText } from '../../words/format.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import { remixActWords } from '../../words/remix-acts.ts';
import { remixWords } from '../../words/remix.ts';
import { taskAbout } from '#tasks/abouts.ts';
import { openAct } from '../opened.ts';
import { FactList } from './Facts.tsx';
import { metadataOf } from './facts.ts';
import type { MadeBy } from './made-with.ts';
import styles from './Making.module.css';
import { Section } from './Section.tsx';

const RemakeDialog = lazy(async () => {
  const { RemakeDialog: Loaded } = await import('../../remix/RemakeDialog.tsx');
  return { default: Loaded };
});

// The forms of the tools, whose words these are, come once something was made.
const MadeWith = lazy(async () => {
  const { MadeWith: Loaded } = await import('./MadeWith.tsx');
  return { default: Loaded };
});

/** Copies all that is told, line by line. */
async function copyAll(
  facts: readonly { readonly label: string; readonly value: string }[],
  told: Told,
  made: MadeBy | null,
): Promise<void> {
  const { settingsSaid } = await import('./made-with.ts');
  const lines = [...facts, ...settingsSaid(told, made)];
  await copyText(lines.map(({ label, value }) => `${label}: ${value}`).join('\n'));
}

/** The tool behind a record: by the task that wrote it, or by the recipe that a file of ours brought. */
function madeBy({ asset, records, tasks }: AssetDetails, shown: number): MadeBy | null {
  const record = records[shown] ?? records[0];
  const task = tasks.find(({ id }) => id === record?.task_id);
  // The border: settings as this program stored them.
  if (task) return { kind: task.kind, settings: JSON.parse(task.params) as JsonObject };
  const { recipe } = metadataOf(asset) as { readonly recipe?: Recipe };
  return record === undefined && recipe?.tool
    ? { kind: recipe.tool.kind, settings: recipe.tool.settings as JsonObject }
    : null;
}

/** Who made it and with what, as recorded here or as the file itself says; older records on demand. */
export function Making({ details }: { readonly details: AssetDetails }) {
  const [shown, setShown] = useState(0);
  const all = allTold(details);
  const told = all[shown] ?? all[0];
  if (!told) return null;
  const made = madeBy(details, shown);
  const model =
    told.model === 'unknown'
      ? words.unknownModel
      : `${words.providers[told.provider] ?? told.provider} · ${told.model}`;
  const facts = [
    ...(made
      ? [{ label: remixWords.tool, value: taskAbout(made.kind)?.words.act ?? made.kind }]
      : []),
    { label: words.model, value: model },
    ...(told.prompt ? [{ label: words.prompt, value: told.prompt }] : []),
    ...(told.negative ? [{ label: words.negative, value: told.negative }] : []),
    ...(typeof told.seed === 'number' ? [{ label: words.seed, value: String(told.seed) }] : []),
  ];
  return (
    <Section title={words.made}>
      {all.length > 1 && (
        <Select
          aria-label={remixWords.older}
          value={String(shown)}
          onValue={(value) => setShown(Number(value))}
          choices={all.map(({ at }, index) => ({
            value: String(index),
            label: index === 0 ? remixWords.newest(momentText(at ?? 0)) : momentText(at ?? 0),
          }))}
        />
      )}
      <FactList facts={facts} />
      <Suspense fallback={null}>
        <MadeWith told={told} made={made} />
      </Suspense>
      <div className={styles['acts']}>
        <Again details={details} />
        <CopyButton
          label={remixWords.copyPrompt}
          text={told.prompt ?? null}
          why={remixWords.noPrompt}
        />
        <CopyButton
          label={remixWords.copySeed}
          text={typeof told.seed === 'number' ? String(told.seed) : null}
          why={remixWords.noSeed}
        />
        <Button
          size="small"
          look="quiet"
          icon={<Copy aria-hidden />}
          onClick={() => void copyAll(facts, told, made)}
        >
          {words.copyMaking}
        </Button>
      </div>
      {told.claimed && <p className={styles['claim']}>{words.claimed}</p>}
    </Section>
  );
}

/** Making it once more, and taking its settings for others; each says why where it cannot be. */
function Again({ details: { asset } }: { readonly details: AssetDetails }) {
  const step = useLiveQuery('remakePlan', { ids: [asset.id] }).value?.[0];
  const { kind, settings, obstacle, reason } = step ?? { kind: null, obstacle: null, reason: null };
  const why = obstacle === null ? null : remixWords.obstacle(obstacle, reason);
  return (
    <>
      <Button
        size="small"
        icon={<Repeat2 aria-hidden />}
        unavailable={step ? why : remixWords.looking}
        onClick={() => openAct({ Dialog: RemakeDialog, ids: [asset.id], rows: [asset] })}
      >
        {remixActWords.again}
      </Button>
      <Button
        size="small"
        look="quiet"
        unavailable={step ? (kind === null ? why : null) : remixWords.looking}
        onClick={() => {
          if (kind === null) return;
          useHeldSettings.setState({ held: { kind, settings: settings ?? {}, name: asset.name } });
          const act = taskAbout(kind)?.words.act ?? kind;
          showToast({ text: remixWords.copied(act), tone: 'plain' });
        }}
      >
        {remixActWords.copy}
      </Button>
    </>
  );
}

function CopyButton({
  label,
  text,
  why,
}: {
  readonly label: string;
  readonly text: string | null;
  readonly why: string;
}) {
  return (
    <Button
      size="small"
      look="quiet"
      icon={<Copy aria-hidden />}
      unavailable={text === null ? why : null}
      onClick={() => {
        if (text !== null) void copyText(text);
      }}
    >
      {label}
    </Button>
  );
}
