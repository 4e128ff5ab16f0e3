import { ArrowLeft, Link2, PanelRight, Workflow } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useParams } from 'wouter';

import { looseTies, type Tie } from '#domain/contract/lineage.ts';
import type { AssetId } from '#domain/id.ts';
import { fold } from '#domain/lineage/fold.ts';
import { relations } from '#domain/lineage/relations.ts';
import { goTo } from '../address.ts';
import { useLiveQuery } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { useShortcuts } from '../shell/shortcuts.ts';
import { deskWidth, useMedia } from '../shell/useMedia.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Select } from '../ui/Select.tsx';
import { lineageWords as words } from '../words/lineage.ts';
import { shellWords } from '../words/shell.ts';
import { Graph } from './Graph.tsx';
import styles from './Lineage.module.css';
import { LinkDialog } from './LinkDialog.tsx';
import { NodePanel } from './NodePanel.tsx';
import { Outline } from './Outline.tsx';
import { openNode } from './node-words.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Steps that are shown at first, each way; further ones open on wish. */
const steps = 6;
const everyTie: readonly Tie[] = [...relations, ...looseTies];

/** Back to where the person came from; opened by its address alone, to the library. */
const leave = (): void => (history.length > 1 ? history.back() : goTo('/library'));

/** Where one asset comes from and what came of it, as a graph or an outline. */
export function LineageScreen() {
  const { id = '' } = useParams<{ id?: string }>();
  // The border: an id of the right form; one that nothing has finds nothing.
  return uuid.test(id) ? <Lineage key={id} id={id as AssetId} /> : <Gone />;
}

const Gone = () => (
  <ScreenFrame top={<h1 className={styles['title']}>{words.title}</h1>}>
    <EmptyState
      icon={<Workflow aria-hidden />}
      title={words.gone}
      actions={<Button onClick={() => goTo('/library')}>{words.back}</Button>}
    />
  </ScreenFrame>
);

function Lineage({ id }: { readonly id: AssetId }) {
  const isDesk = useMedia(deskWidth);
  const setDetailsOpen = useSession((state) => state.setDetailsOpen);
  const [way, setWay] = useState<'graph' | 'outline' | null>(null);
  const [type, setType] = useState<Tie | 'all'>('all');
  const [also, setAlso] = useState<readonly string[]>([]);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<string>(id);
  useShortcuts([
    { name: 'lineage.back', keys: 'Escape', words: words.back, place: words.title, run: leave },
  ]);
  const graph = useLiveQuery('lineage', {
    id,
    up: steps,
    down: steps,
    also,
    ...(type === 'all' ? {} : { types: [type] }),
  }).value;
  const folded = useMemo(
    () => (graph === undefined ? undefined : fold(graph, opened, new Set([id]))),
    [graph, opened, id],
  );
  const middle = graph?.nodes.find((node) => node.id === id);
  if (graph === undefined || folded === undefined)
    return <ScreenFrame top={null}>{null}</ScreenFrame>;
  if (middle === undefined) return <Gone />;
  const shown = graph.nodes.find((node) => node.id === chosen) ?? middle;
  const isGraph = (way ?? (isDesk ? 'graph' : 'outline')) === 'graph';
  const choose = (node: string): void => setChosen(node);
  const expand = (node: string): void => {
    if (node.startsWith('fold:')) setOpened((before) => new Set(before).add(node));
    else setAlso((before) => (before.includes(node) ? before : [...before, node]));
  };
  return (
    <ScreenFrame
      top={
        <>
          <IconButton label={words.back} icon={<ArrowLeft aria-hidden />} onClick={leave} />
          <h1 className={styles['title']}>{words.of(middle.name)}</h1>
          <span className={styles['spring']} />
          <Select
            look="quiet"
            className={styles['filter']}
            aria-label={words.filter}
            value={type}
            onValue={setType}
            choices={[
              { value: 'all' as const, label: words.all },
              ...everyTie.map((value) => ({ value, label: words.only(value) })),
            ]}
          />
          <Select
            look="quiet"
            aria-label={words.views}
            value={isGraph ? 'graph' : 'outline'}
            onValue={setWay}
            choices={[
              { value: 'graph', label: words.graph },
              { value: 'outline', label: words.outline },
            ]}
          />
          {!isDesk && (
            <IconButton
              label={shellWords.details}
              icon={<PanelRight aria-hidden />}
              aria-haspopup="dialog"
              onClick={() => setDetailsOpen(true)}
            />
          )}
        </>
      }
      inspectorLabel={shown.name}
      inspector={<NodePanel key={shown.id} node={shown} focus={id} graph={graph} />}
    >
      <div className={styles['page']}>
        <p className={styles['below']} aria-hidden>
          {words.of(middle.name)}
        </p>
        {graph.cut && <p className={styles['note']}>{words.cut}</p>}
        {graph.edges.length === 0 ? (
          <Alone id={id} type={type} onAll={() => setType('all')} />
        ) : isGraph ? (
          <Graph
            key={type}
            folded={folded}
            focus={id}
            chosen={shown.id}
            onChoose={choose}
            onOpen={openNode}
            onExpand={expand}
            onCentre={(node) => {
              if (node.is === 'asset') goTo(`/lineage/${node.id}`);
            }}
          />
        ) : (
          <Outline
            graph={graph}
            focus={middle}
            chosen={shown.id}
            onChoose={(node) => {
              choose(node);
              if (!isDesk) setDetailsOpen(true);
            }}
            onOpen={openNode}
          />
        )}
      </div>
    </ScreenFrame>
  );
}

/** An asset without any tie, or without one of the kind that is asked for: what to do then. */
function Alone({
  id,
  type,
  onAll,
}: {
  readonly id: AssetId;
  readonly type: Tie | 'all';
  readonly onAll: () => void;
}) {
  const [linking, setLinking] = useState(false);
  const row = useLiveQuery('asset', { id }).value?.asset;
  const icon = <Workflow aria-hidden />;
  return type === 'all' ? (
    <>
      <EmptyState
        icon={icon}
        title={words.aloneTitle}
        actions={
          <Button
            look="primary"
            icon={<Link2 aria-hidden />}
            unavailable={row && row.deleted_at !== null ? words.trashed : null}
            onClick={() => setLinking(true)}
          >
            {words.link}
          </Button>
        }
      >
        {words.alone}
      </EmptyState>
      {linking && row && <LinkDialog ids={[id]} rows={[row]} onClose={() => setLinking(false)} />}
    </>
  ) : (
    <EmptyState
      icon={icon}
      title={words.filteredTitle(type)}
      actions={<Button onClick={onAll}>{words.showAll}</Button>}
    >
      {words.filtered}
    </EmptyState>
  );
}
