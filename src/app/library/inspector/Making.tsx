import { Copy } from 'lucide-react';

import type { Generation } from '#domain/asset.ts';
import type { AssetDetails } from '#domain/contract/queries.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import { FactList } from './Facts.tsx';
import styles from './Making.module.css';
import { Section } from './Section.tsx';

interface Told extends Pick<Generation, 'provider' | 'model' | 'params'> {
  readonly prompt?: string | null;
  readonly negative?: string;
  readonly seed?: number | null;
  /** What was made here is known; what a file brought along is its own word. */
  readonly claimed: boolean;
}

function toldOf({ asset, records }: AssetDetails): Told | null {
  const record = records.at(-1);
  if (record) return { ...record, params: paramsOf(record.params), claimed: false };
  if (asset.generation === null || asset.origin === 'derivative') return null;
  const generation = JSON.parse(asset.generation) as Generation;
  return { ...generation, claimed: asset.origin === 'import' || asset.origin === 'upload' };
}

/** Settings of a record: JSON that this program wrote. */
const paramsOf = (text: string): Generation['params'] => JSON.parse(text) as Generation['params'];

/** "cfg_scale 7 · sampler Euler": the settings that are short enough to be read. */
const settings = (params: Generation['params']): string =>
  Object.entries(params)
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .map(([key, value]) => `${key.replaceAll('_', ' ')} ${String(value)}`)
    .filter((text) => text.length <= 80)
    .slice(0, 16)
    .join(' · ');

/** Who made it and with what, as recorded here or as the file itself says. */
export function Making({ details }: { readonly details: AssetDetails }) {
  const told = toldOf(details);
  if (!told) return null;
  const others = settings(told.params);
  const model =
    told.model === 'unknown'
      ? words.unknownModel
      : `${providerName(told.provider)} · ${told.model}`;
  const facts = [
    { label: words.model, value: model },
    ...(told.prompt ? [{ label: words.prompt, value: told.prompt }] : []),
    ...(told.negative ? [{ label: words.negative, value: told.negative }] : []),
    ...(typeof told.seed === 'number' ? [{ label: words.seed, value: String(told.seed) }] : []),
    ...(others ? [{ label: words.settings, value: others }] : []),
  ];
  return (
    <Section title={words.made}>
      <FactList facts={facts} />
      <div>
        <Button
          size="small"
          look="quiet"
          icon={<Copy aria-hidden />}
          onClick={() =>
            void copyText(facts.map(({ label, value }) => `${label}: ${value}`).join('\n'))
          }
        >
          {words.copyMaking}
        </Button>
      </div>
      {told.claimed && <p className={styles['claim']}>{words.claimed}</p>}
    </Section>
  );
}

const providerName = (provider: string): string => words.providers[provider] ?? provider;
