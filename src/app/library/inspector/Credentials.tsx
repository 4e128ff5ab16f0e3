import { useEffect, useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import type {
  ContentCredentials,
  CredentialState,
  CredentialStatement,
} from '#domain/credentials.ts';
import { useCommand } from '../../inkreel.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { showToast } from '../../ui/toasts.ts';
import { credentialsWords as words } from '../../words/credentials.ts';
import { bytesText, dayText } from '../../words/format.ts';
import { inspectorWords } from '../../words/inspector.ts';
import styles from './Credentials.module.css';
import { FactList } from './Facts.tsx';
import { metadataOf } from './facts.ts';
import { Section } from './Section.tsx';

const tones = { valid: 'ok', tampered: 'bad', signature: 'bad', unverified: 'warn' } as const;

const StateBadge = ({ state }: { readonly state: CredentialState }) => (
  <Badge tone={tones[state]}>{words.states[state]}</Badge>
);

/** Whether a certificate is the one that this device signs with; false until that is known. */
function useIsOwn(print: string | undefined): boolean {
  const [own, setOwn] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    void import('#workers/signing.ts')
      .then(({ signingState }) => signingState())
      .then((state) => {
        if (current && state.state === 'ready') setOwn(state.certificate.print);
      });
    return () => {
      current = false;
    };
  }, []);
  return print !== undefined && own === print;
}

/** What the credentials of a file say and what checking them gave; nothing for most files. */
export function Credentials({ asset }: { readonly asset: AssetRow }) {
  const said = metadataOf(asset).content_credentials;
  return typeof said === 'object' ? <Told asset={asset} said={said} /> : null;
}

function Told({ asset, said }: { readonly asset: AssetRow; readonly said: ContentCredentials }) {
  const run = useCommand();
  const { checked } = said;
  const isOwn = useIsOwn(checked?.certificate?.print);
  const isBroken = checked?.state === 'tampered' || checked?.state === 'signature';
  const check = async (): Promise<void> => {
    const done = await run('enqueue', {
      kind: 'extract_metadata',
      assets: [asset.id],
      settings: {},
    });
    if (done)
      showToast({ text: inspectorWords.queued(words.check, done.tasks.length), tone: 'plain' });
  };
  return (
    <Section title={words.title}>
      <div className={styles['state']}>
        <StateBadge state={checked?.state ?? 'unverified'} />
        <p>{words.meaning(checked, said.signed_by ?? words.somebody, isOwn)}</p>
      </div>
      {isBroken && <p className={styles['note']}>{words.notToRely}</p>}
      <FactList facts={factsOf(said, isOwn)} />
      {checked?.left_out !== undefined && (
        <p className={styles['note']}>{words.leftOut(bytesText(checked.left_out))}</p>
      )}
      {said.chain && <Sources chain={said.chain} />}
      {!isBroken && <p className={styles['note']}>{words.trust}</p>}
      {asset.blob !== null && (
        <div>
          <Button size="small" look="quiet" onClick={() => void check()}>
            {checked ? words.check : words.checkFirst}
          </Button>
        </div>
      )}
    </Section>
  );
}

interface Fact {
  readonly label: string;
  readonly value: string;
}

function factsOf(said: ContentCredentials, isOwn: boolean): readonly Fact[] {
  const { checked, signed_by: signer, chain = [] } = said;
  const fact = (label: string, value: string | undefined): readonly Fact[] =>
    value === undefined || value === '' ? [] : [{ label, value }];
  const { certificate, signed_at: signedAt } = checked ?? {};
  const { from, until, issuer, in_dates: inDates } = certificate ?? {};
  const dates = from !== undefined && until !== undefined ? words.dates(from, until) : undefined;
  const [own] = chain;
  return [
    ...fact(words.signer, signer && isOwn ? words.own(signer) : signer),
    ...fact(words.issuer, issuer === signer ? undefined : issuer),
    ...fact(words.certificate, dates && inDates === false ? words.outOfDates(dates) : dates),
    ...fact(
      words.signedAt,
      checked && (signedAt === undefined ? words.noTime : words.signedAtTold(dayText(signedAt, 0))),
    ),
    ...fact(words.writtenBy, said.made_by),
    ...fact(words.tools, own ? own.tools?.join(', ') : said.tool),
    ...fact(words.done, said.actions && words.actionsText(said.actions)),
    ...fact(words.source, said.source_type && words.sourceText(said.source_type)),
  ];
}

/** What it was made from, as the statements tell it, each below the one that names it. */
function Sources({ chain }: { readonly chain: readonly CredentialStatement[] }) {
  if ((chain[0]?.ingredients ?? []).length === 0) return null;
  return (
    <div>
      <h3 className={styles['head']}>{words.chain}</h3>
      <Ingredients chain={chain} of={0} above={[]} />
    </div>
  );
}

function Ingredients({
  chain,
  of: place,
  above,
}: {
  readonly chain: readonly CredentialStatement[];
  readonly of: number;
  /** Statements on the way here: a loop ends. */
  readonly above: readonly number[];
}) {
  const ingredients = chain[place]?.ingredients ?? [];
  if (ingredients.length === 0 || above.includes(place)) return null;
  return (
    <ul className={styles['sources']}>
      {ingredients.map(({ title, relation, statement }, index) => {
        const told = statement === undefined ? undefined : chain[statement];
        return (
          // oxlint-disable-next-line react/no-array-index-key -- their order is all that tells them apart
          <li key={index}>
            <span className={styles['quiet']}>{words.relations[relation]}</span>{' '}
            <span>{title ?? words.noName}</span>{' '}
            {told ? (
              <>
                <StateBadge state={told.state} />
                <p className={styles['quiet']}>{lineOf(told)}</p>
                <Ingredients chain={chain} of={statement ?? 0} above={[...above, place]} />
              </>
            ) : (
              <span className={styles['quiet']}>{words.noStatement}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** "Judge Studio · Painter 4 · created · made by an AI model". */
const lineOf = ({ signed_by, made_by, tools, actions, source_type }: CredentialStatement): string =>
  [
    signed_by ?? made_by,
    tools?.join(', '),
    actions && words.actionsText(actions),
    source_type && words.sourceText(source_type),
  ]
    .filter(Boolean)
    .join(' · ');
