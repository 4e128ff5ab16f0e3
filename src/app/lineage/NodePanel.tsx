import { ArrowUpRight, Crosshair, Link2, RefreshCw, Replace } from 'lucide-react';
import { useState } from 'react';

import type { LineageGraph, LineageNode, Staleness } from '#domain/contract/lineage.ts';
import type { AssetId } from '#domain/id.ts';
import { goTo } from '../address.ts';
import { useLiveQuery } from '../inkreel.ts';
import { metadataOf } from '../library/inspector/facts.ts';
import { useNow } from '../now.ts';
import { Button } from '../ui/Button.tsx';
import { Thumbnail } from '../ui/Thumbnail.tsx';
import { credentialsWords } from '../words/credentials.ts';
import { dayText, pixelsText } from '../words/format.ts';
import { lineageWords as words } from '../words/lineage.ts';
import styles from './Lineage.module.css';
import { LinkDialog } from './LinkDialog.tsx';
import { kindOf, nameOf, openNode, sentenceOf } from './node-words.ts';
import { RebuildPart } from './RebuildPart.tsx';
import { ReplaceDialog } from './ReplaceDialog.tsx';

/** Facts of the thing that is chosen in the graph, and what can be done from it. */
export function NodePanel({
  node,
  focus,
  graph,
}: {
  readonly node: LineageNode;
  readonly focus: AssetId;
  readonly graph: LineageGraph;
}) {
  const now = useNow(null);
  const nodesById = new Map(graph.nodes.map((one) => [one.id, one]));
  const ties = graph.edges.flatMap((edge) => {
    const [from, to] = [nodesById.get(edge.from), nodesById.get(edge.to)];
    return (edge.from === node.id || edge.to === node.id) && from && to
      ? [sentenceOf(edge, from, to)]
      : [];
  });
  const facts = [
    kindOf(node),
    node.width && node.height ? pixelsText(node.width, node.height) : null,
    dayText(node.created_at, now),
  ];
  return (
    <div className={styles['panel']}>
      {node.is === 'asset' && node.blob !== null && (
        <span className={styles['large']}>
          <Thumbnail blob={node.blob} format={node.format} kind={node.kind} />
        </span>
      )}
      <div>
        <h2 className={styles['panelTitle']} dir="auto">
          {nameOf(node)}
        </h2>
        <p className={styles['quiet']}>{facts.filter(Boolean).join(' · ')}</p>
      </div>
      {node.is === 'gone' && <p>{words.sourceDeleted(node.name)}</p>}
      {ties.length > 0 && (
        <ul className={styles['ties']}>
          {ties.slice(0, 12).map((tie) => (
            <li key={tie}>{tie}</li>
          ))}
          {ties.length > 12 && <li>{words.more(ties.length - 12)}</li>}
        </ul>
      )}
      {/* The border: what is an asset in the graph has an asset's id. */}
      {node.is === 'asset' && <Acts id={node.id as AssetId} node={node} focus={focus} />}
      {(node.is === 'collection' || node.is === 'project' || node.is === 'task') && (
        <Button icon={<ArrowUpRight aria-hidden />} onClick={() => openNode(node)}>
          {words.open}
        </Button>
      )}
    </div>
  );
}

function Acts({
  id,
  node,
  focus,
}: {
  readonly id: AssetId;
  readonly node: LineageNode;
  readonly focus: AssetId;
}) {
  const [dialog, setDialog] = useState<'link' | 'replace' | null>(null);
  const row = useLiveQuery('asset', { id }).value?.asset;
  const stale = useLiveQuery('staleIf', { id }).value;
  const trashed = node.deleted_at === null ? null : words.trashed;
  const close = (): void => setDialog(null);
  const said = row && metadataOf(row).content_credentials;
  return (
    <>
      {row && row.blob !== null && (
        <p className={styles['quiet']}>
          {words.credentials(
            typeof said === 'object'
              ? credentialsWords.states[said.checked?.state ?? 'unverified']
              : null,
          )}
        </p>
      )}
      <div className={styles['acts']}>
        <Button icon={<ArrowUpRight aria-hidden />} onClick={() => openNode(node)}>
          {words.open}
        </Button>
        {id !== focus && (
          <Button icon={<Crosshair aria-hidden />} onClick={() => goTo(`/lineage/${id}`)}>
            {words.centre}
          </Button>
        )}
        <Button
          icon={<Link2 aria-hidden />}
          unavailable={trashed}
          onClick={() => setDialog('link')}
        >
          {words.link}
        </Button>
        <Button
          icon={<Replace aria-hidden />}
          unavailable={trashed}
          onClick={() => setDialog('replace')}
        >
          {words.replace}
        </Button>
      </div>
      <section>
        <h3 className={styles['heading']}>{words.stale}</h3>
        {stale && <StaleLines stale={stale} />}
      </section>
      <section>
        <h3 className={styles['heading']}>
          <RefreshCw aria-hidden />
          {words.rebuild}
        </h3>
        <RebuildPart id={id} />
      </section>
      {dialog === 'link' && row && <LinkDialog ids={[id]} rows={[row]} onClose={close} />}
      {dialog === 'replace' && row && <ReplaceDialog old={row} onClose={close} />}
    </>
  );
}

function StaleLines({ stale }: { readonly stale: Staleness }) {
  const { results, packs, collections, exports } = stale;
  const lines = [
    { words: words.staleResults, of: results },
    { words: words.stalePacks, of: packs },
    { words: words.staleCollections, of: collections },
    { words: words.staleExports, of: exports },
  ].filter(({ of }) => of.total > 0);
  if (lines.length === 0) return <p className={styles['quiet']}>{words.staleNone}</p>;
  return (
    <ul className={styles['ties']}>
      {lines.map(({ words: counted, of }) => {
        const names = [...new Set(of.first.map(({ name }) => name))].slice(0, 4).map(words.quoted);
        const said = counted(of.total);
        return <li key={said}>{`${said}: ${names.join(', ')}`}</li>;
      })}
    </ul>
  );
}
