import { Copy, Repeat2 } from 'lucide-react';
import { lazy, useState } from 'react';

import type { AssetDetails } from '#domain/contract/queries.ts';
import { useLiveQuery } from '../../inkreel.ts';
import { useHeldSettings } from '../../remix/held.ts';
import { allTold, plainSettings } from '../../remix/told.ts';
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
import styles from './Making.module.css';
import { Section } from './Section.tsx';

const RemakeDialog = lazy(async () => {
  const { RemakeDialog: Loaded } = await import('../../remix/RemakeDialog.tsx');
  return { default: Loaded };
});

/** Who made it and with what, as recorded here or as the file itself says; older records on demand. */
export function Making({ details }: { readonly details: AssetDetails }) {
  const [shown, setShown] = useState(0);
  const all = allTold(details);
  const told = all[shown] ?? all[0];
  if (!told) return null;
  const others = plainSettings(told.params)
    .map(([name, value]) => `${name} ${value}`)
    .filter((text) => text.length <= 80)
    .slice(0, 16)
    .join(' · ');
  const model =
    told.model === 'unknown'
      ? words.unknownModel
      : `${words.providers[told.provider] ?? told.provider} · ${told.model}`;
  const facts = [
    { label: words.model, value: model },
    ...(told.prompt ? [{ label: words.prompt, value: told.prompt }] : []),
    ...(told.negative ? [{ label: words.negative, value: told.negative }] : []),
    ...(typeof told.seed === 'number' ? [{ label: words.seed, value: String(told.seed) }] : []),
    ...(others ? [{ label: words.settings, value: others }] : []),
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
        <CopyButton
          label={words.copyMaking}
          text={facts.map(({ label, value }) => `${label}: ${value}`).join('\n')}
          why=""
        />
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
