/* oxlint-disable jsx-a11y/prefer-tag-over-role -- HTML has no tree; this is the ARIA pattern of one */
import { ChevronDown, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';

import type { LineageGraph, LineageNode } from '#domain/contract/lineage.ts';
import { type OutlineLine, outlineOf } from '#domain/lineage/outline.ts';
import { classes } from '../ui/classes.ts';
import { Thumbnail } from '../ui/Thumbnail.tsx';
import { lineageWords as words } from '../words/lineage.ts';
import styles from './Lineage.module.css';
import { kindOf, nameOf, sentenceOf } from './node-words.ts';

/** The same as the graph, as trees to read: what it comes from, and what came of it. */
export function Outline({
  graph,
  focus,
  chosen,
  onChoose,
  onOpen,
}: {
  readonly graph: LineageGraph;
  readonly focus: LineageNode;
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  readonly onOpen: (node: LineageNode) => void;
}) {
  const lines = useMemo(() => outlineOf(graph, focus.id), [graph, focus.id]);
  const side = (which: OutlineLine['side'], title: string) => {
    const own = lines.filter((line) => line.side === which);
    return own.length === 0 ? null : (
      <section>
        <h2 className={styles['heading']}>{title}</h2>
        <Tree
          label={title}
          lines={own}
          graph={graph}
          chosen={chosen}
          onChoose={onChoose}
          onOpen={onOpen}
        />
      </section>
    );
  };
  return (
    <div className={styles['outline']}>
      {side('up', words.comesFrom)}
      {side('down', words.uses)}
    </div>
  );
}

function Tree({
  label,
  lines,
  graph,
  chosen,
  onChoose,
  onOpen,
}: {
  readonly label: string;
  readonly lines: readonly OutlineLine[];
  readonly graph: LineageGraph;
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  readonly onOpen: (node: LineageNode) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string | null>(null);
  const nodesById = useMemo(() => new Map(graph.nodes.map((node) => [node.id, node])), [graph]);
  const visible: OutlineLine[] = [];
  const hidden = new Set<string>();
  for (const line of lines) {
    if (line.parent !== null && (hidden.has(line.parent) || closed.has(line.parent))) {
      hidden.add(line.key);
    } else visible.push(line);
  }
  const current = visible.find(({ key }) => key === active) ?? visible[0];
  const go = (line: OutlineLine | undefined): void => {
    if (!line) return;
    setActive(line.key);
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(line.key)}"]`)?.focus(),
    );
  };
  const setOpen = (key: string, open: boolean): void =>
    setClosed((before) => {
      const next = new Set(before);
      if (open) next.delete(key);
      else next.add(key);
      return next;
    });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, line: OutlineLine): void => {
    const index = visible.indexOf(line);
    const isOpen = !line.isLeaf && !closed.has(line.key);
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(visible[index + 1]),
      ArrowUp: () => go(visible[index - 1]),
      Home: () => go(visible[0]),
      End: () => go(visible.at(-1)),
      ArrowRight: () =>
        line.isLeaf ? undefined : isOpen ? go(visible[index + 1]) : setOpen(line.key, true),
      ArrowLeft: () =>
        isOpen ? setOpen(line.key, false) : go(visible.find(({ key }) => key === line.parent)),
      Enter: () => onOpen(line.node),
      ' ': () => onChoose(line.node.id),
    };
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const said = ({ edge, again }: OutlineLine): string => {
    const [from, to] = edge ? [nodesById.get(edge.from), nodesById.get(edge.to)] : [];
    const sentence = edge && from && to ? sentenceOf(edge, from, to) : '';
    return again ? `${sentence} · ${words.again}` : sentence;
  };
  return (
    <div ref={list} role="tree" aria-label={label} className={styles['tree']}>
      {visible.map((line) => (
        <div
          key={line.key}
          data-key={line.key}
          role="treeitem"
          tabIndex={line === current ? 0 : -1}
          aria-level={line.level}
          aria-selected={line.node.id === chosen}
          aria-expanded={line.isLeaf ? undefined : !closed.has(line.key)}
          className={classes(styles['item'], line.node.id === chosen && styles['chosen'])}
          style={{ paddingInlineStart: 8 + Math.min(8, line.level - 1) * 18 }}
          onClick={() => {
            setActive(line.key);
            onChoose(line.node.id);
          }}
          onDoubleClick={() => onOpen(line.node)}
          onKeyDown={(event) => onKeyDown(event, line)}
        >
          <span
            aria-hidden
            className={styles['twist']}
            onClick={(event) => {
              if (line.isLeaf) return;
              event.stopPropagation();
              setOpen(line.key, closed.has(line.key));
            }}
          >
            {!line.isLeaf && (closed.has(line.key) ? <ChevronRight /> : <ChevronDown />)}
          </span>
          <span className={styles['thumbnail']}>
            <Thumbnail blob={line.node.blob} format={line.node.format} kind={line.node.kind} />
          </span>
          <span className={styles['itemWords']}>
            <span className={styles['name']} dir="auto">
              {nameOf(line.node)}
            </span>
            <span className={styles['quiet']}>{`${kindOf(line.node)} · ${said(line)}`}</span>
          </span>
        </div>
      ))}
    </div>
  );
}
