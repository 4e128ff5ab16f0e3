import { useState } from 'react';

import type { LinkRow } from '#domain/contract/lineage.ts';
import type { AssetDetails, Related } from '#domain/contract/queries.ts';
import { downward } from '#domain/lineage/relations.ts';
import { taskAbout } from '#tasks/abouts.ts';
import { useLiveQuery } from '../inkreel.ts';
import { Section } from '../library/inspector/Section.tsx';
import { useNow } from '../now.ts';
import { useSession } from '../session.ts';
import { Thumbnail } from '../ui/Thumbnail.tsx';
import { dayText, pixelsText } from '../words/format.ts';
import { inspectorWords } from '../words/inspector.ts';
import { lineageWords as words } from '../words/lineage.ts';
import styles from './AssetLinks.module.css';
import { LinkLines } from './LinkLines.tsx';
import lines from './LinkLines.module.css';
import { NoteDialog } from './NoteDialog.tsx';

const relationNames: Readonly<Record<string, string>> = inspectorWords.from;
const making: ReadonlySet<string> = new Set(['derived_from', 'generated_from']);

/** A scale of the asset's own making: "2×". */
function scaleOf(generation: string | null): string | null {
  if (!generation) return null;
  const parsed: unknown = JSON.parse(generation);
  if (typeof parsed !== 'object' || parsed === null || !('params' in parsed)) return null;
  const { params } = parsed;
  if (typeof params !== 'object' || params === null || !('scale' in params)) return null;
  return typeof params.scale === 'number' ? inspectorWords.times(params.scale) : null;
}

/** One asset further up or down the line, which can be gone to. */
function RelatedLine({ one, how }: { readonly one: Related; readonly how: string }) {
  const select = useSession((state) => state.select);
  const now = useNow(null);
  const parts = [
    one.width && one.height ? pixelsText(one.width, one.height) : null,
    dayText(one.created_at, now),
    one.deleted_at === null ? null : inspectorWords.inTrash,
  ];
  return (
    <li>
      <button
        type="button"
        className={styles['line']}
        onClick={() => select({ selected: new Set([one.n]), anchor: one.n, active: one.n })}
      >
        <span className={lines['thumbnail']}>
          <Thumbnail blob={one.blob} kind={one.kind} />
        </span>
        <span className={lines['words']}>
          <span className={styles['how']}>{how}</span>
          <span className={lines['name']}>{one.name}</span>
          <span className={styles['how']}>{parts.filter(Boolean).join(' · ')}</span>
        </span>
      </button>
    </li>
  );
}

/** Links in which things flow into this asset, out of it, or that are versions of it. */
const sideOf = (id: string, { type, child }: LinkRow): 'from' | 'to' | 'variant' =>
  type === 'variant_of' ? 'variant' : downward.includes(type) === (child === id) ? 'from' : 'to';

/** Where an asset comes from, what uses it and its variants, with everything to change about it. */
export function AssetLinks({ details }: { readonly details: AssetDetails }) {
  const { asset, from, derived, packs } = details;
  const [noting, setNoting] = useState<LinkRow | null>(null);
  const found = useLiveQuery('linksOf', { id: asset.id }).value;
  const collections = useLiveQuery('collections', { asset: asset.id }).value ?? [];
  const scale = scaleOf(asset.generation);
  const own = (side: 'from' | 'to' | 'variant'): readonly LinkRow[] =>
    (found?.links ?? []).filter(
      (link) =>
        sideOf(asset.id, link) === side && !(making.has(link.type) && link.made_by !== null),
    );
  const byHand = new Set(
    own('from')
      .concat(own('to'))
      .map(({ other }) => other.id),
  );
  const madeOf = from.filter((one) => making.has(one.relationship) && !byHand.has(one.id));
  const results = derived.filter((one) => making.has(one.relationship) && !byHand.has(one.id));
  const gone = found?.gone.filter(({ type }) => making.has(type)) ?? [];
  const isAlone = madeOf.length + own('from').length + gone.length === 0;
  const isUnused = results.length + packs.length + collections.length + own('to').length === 0;
  return (
    <>
      <Section title={inspectorWords.comesFrom}>
        {isAlone && (
          <p className={styles['none']}>
            {asset.origin === 'derivative' ? inspectorWords.gone : inspectorWords.original}
          </p>
        )}
        <ul className={lines['list']}>
          {gone.map((one) => (
            <li key={one.id} className={styles['none']}>
              {words.sourceDeleted(one.name)}
            </li>
          ))}
          {madeOf.map((one) => (
            <RelatedLine
              key={`${one.id} ${one.relationship}`}
              one={one}
              how={[
                (one.made_by ? taskAbout(one.made_by)?.words.from : undefined) ??
                  relationNames[one.relationship],
                one.depth === 1 ? scale : null,
              ]
                .filter(Boolean)
                .join(' · ')}
            />
          ))}
        </ul>
        <LinkLines id={asset.id} links={own('from')} onNote={setNoting} />
      </Section>
      <Section title={inspectorWords.usedIn}>
        {isUnused && <p className={styles['none']}>{inspectorWords.notUsed}</p>}
        <ul className={lines['list']}>
          {packs.map((pack) => (
            <li key={pack.id}>
              <a className={styles['pack']} href={`#/packs/${pack.id}`}>
                {inspectorWords.pack(pack.name)}
              </a>
            </li>
          ))}
          {collections.map((one) => (
            <li key={one.id}>
              <a className={styles['pack']} href={`#/library?collection=${one.id}`}>
                {words.collection(one.name)}
              </a>
            </li>
          ))}
          {results.map((one) => (
            <RelatedLine
              key={`${one.id} ${one.relationship}`}
              one={one}
              how={
                (one.made_by ? taskAbout(one.made_by)?.words.act : undefined) ??
                relationNames[one.relationship] ??
                ''
              }
            />
          ))}
        </ul>
        <LinkLines id={asset.id} links={own('to')} onNote={setNoting} />
      </Section>
      {own('variant').length > 0 && (
        <Section title={words.variants}>
          <LinkLines id={asset.id} links={own('variant')} onNote={setNoting} />
        </Section>
      )}
      <a className={styles['pack']} href={`#/lineage/${asset.id}`}>
        {words.show}
      </a>
      {noting && <NoteDialog link={noting} onClose={() => setNoting(null)} />}
    </>
  );
}
