import { Copy } from 'lucide-react';

import type { ContentCredentials } from '#domain/asset.ts';
import type { Recipe } from '#domain/recipe.ts';
import type { FileWords } from '#workers/outgoing/door.ts';
import { taskAbout } from '#tasks/abouts.ts';
import { FactList } from '../library/inspector/Facts.tsx';
import { saidSettings } from '../tool/said-settings.ts';
import { Button } from '../ui/Button.tsx';
import { copyText } from '../ui/copy-text.ts';
import { bytesText, momentText } from '../words/format.ts';
import { inspectorWords } from '../words/inspector.ts';
import { outgoingWords as words } from '../words/outgoing.ts';
import styles from './Outgoing.module.css';

interface Fact {
  readonly label: string;
  readonly value: string;
}

/** Settings in one line; what is no plain value is left to the raw text. */
const settingsLine = (settings: Readonly<Record<string, unknown>>): string =>
  Object.entries(settings)
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .map(([name, value]) => `${name.replaceAll('_', ' ')} ${String(value)}`)
    .join(' · ');

const fact = (label: string, value: string | number | undefined | null): readonly Fact[] =>
  value === undefined || value === null || value === '' ? [] : [{ label, value: String(value) }];

/** What a recipe says, for people. */
function recipeFacts({ tool, generation, model, sources, made_at }: Recipe): readonly Fact[] {
  const named = (as: 'source' | 'reference'): string =>
    sources
      .filter((source) => source.as === as)
      .map(({ name }) => name)
      .join(', ');
  const provider =
    generation && (inspectorWords.providers[generation.provider] ?? generation.provider);
  return [
    ...fact(words.facts.tool, tool && (taskAbout(tool.kind)?.words.act ?? tool.kind)),
    ...fact(words.facts.model, generation && `${provider} · ${generation.model}`),
    ...fact(words.facts.modelFile, model && `${model.name}, SHA-256 ${model.sha256.slice(0, 12)}…`),
    ...fact(words.facts.prompt, generation?.prompt),
    ...fact(words.facts.negative, generation?.negative),
    ...fact(words.facts.seed, generation?.seed),
    ...fact(
      words.facts.settings,
      tool && (saidSettings(tool.kind, tool.settings) || settingsLine(tool.settings)),
    ),
    ...fact(words.facts.licence, generation?.model_license),
    ...fact(words.facts.sources, named('source')),
    ...fact(words.facts.references, named('reference')),
    ...fact(words.facts.made, made_at && momentText(Date.parse(made_at))),
  ];
}

const credentialFacts = (said: ContentCredentials): readonly Fact[] => [
  ...fact(words.facts.writtenBy, said.made_by),
  ...fact(words.facts.signedBy, said.signed_by),
  ...fact(words.facts.tool, said.tool),
  ...fact(words.facts.statements, words.statements(said.statements)),
];

interface Part {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly raw: string | null;
}

function partsOf(said: FileWords): readonly Part[] {
  const { recipe, sourceType, credentials, credentialBytes, exif, texts, xmp } = said;
  const exifOf = (of: 'picture' | 'place'): readonly Fact[] =>
    exif.filter((word) => word.of === of).map(({ name, value }) => ({ label: name, value }));
  const part = (
    title: string,
    facts: readonly Fact[],
    raw: string | null = null,
  ): readonly Part[] => (facts.length === 0 && raw === null ? [] : [{ title, facts, raw }]);
  return [
    ...part(
      words.parts.recipe,
      recipe ? recipeFacts(recipe) : [],
      recipe && JSON.stringify(recipe, null, 2),
    ),
    ...part(
      words.parts.label,
      sourceType === null ? [] : [{ label: 'IPTC', value: words.terms[sourceType] ?? sourceType }],
    ),
    ...part(
      words.parts.credentials,
      credentials
        ? credentialFacts(credentials)
        : credentialBytes > 0
          ? [{ label: 'C2PA', value: words.unreadCredentials(bytesText(credentialBytes)) }]
          : [],
      credentials && JSON.stringify(credentials, null, 2),
    ),
    ...part(words.parts.camera, exifOf('picture')),
    ...part(words.parts.place, exifOf('place')),
    ...part(
      words.parts.texts,
      texts.map(([label, text]) => ({
        label,
        value: text.length > 300 ? `${text.slice(0, 300)}…` : text,
      })),
      texts.some(([, text]) => text.length > 300)
        ? texts.map(([name, text]) => `${name}: ${text}`).join('\n\n')
        : null,
    ),
    ...part(words.parts.xmp, [], xmp),
  ];
}

/** Everything that a file says, in parts: read at a glance, and as it is written on demand. */
export function FileWordsList({ said }: { readonly said: FileWords }) {
  const parts = partsOf(said);
  if (parts.length === 0) return <p className={styles['quiet']}>{words.nothing}</p>;
  return (
    <div className={styles['parts']}>
      {parts.map(({ title, facts, raw }) => (
        <section key={title} className={styles['part']}>
          <h3 className={styles['partTitle']}>{title}</h3>
          {facts.length > 0 && <FactList facts={facts} />}
          {raw !== null && (
            <details className={styles['raw']}>
              <summary>{words.raw}</summary>
              <Button
                size="small"
                look="quiet"
                icon={<Copy aria-hidden />}
                onClick={() => void copyText(raw)}
              >
                {words.copy}
              </Button>
              {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long texts are scrolled by keyboard too */}
              <pre className={styles['text']} tabIndex={0} aria-label={title}>
                {raw}
              </pre>
            </details>
          )}
        </section>
      ))}
    </div>
  );
}
