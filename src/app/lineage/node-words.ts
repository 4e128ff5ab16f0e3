/** A thing of the graph, and a tie of it, in words. */
import type { LineageEdge, LineageNode } from '#domain/contract/lineage.ts';
import { taskAbout } from '#tasks/abouts.ts';
import { goTo } from '../address.ts';
import { useSession } from '../session.ts';
import { collectionWords } from '../words/collections.ts';
import { libraryWords } from '../words/library.ts';
import { lineageWords as words } from '../words/lineage.ts';
import { shellWords } from '../words/shell.ts';

export const nameOf = (node: LineageNode): string =>
  node.is === 'task' ? (taskAbout(node.kind)?.words.act ?? node.name) : node.name;

const isOf = <Words extends object>(list: Words, key: string): key is keyof Words & string =>
  Object.hasOwn(list, key);

/** What it is: "Image", "Storyboard", and whether it is still there. */
export function kindOf(node: LineageNode): string {
  const kind =
    node.is === 'project'
      ? shellWords.screens.projects
      : node.is === 'task'
        ? shellWords.screens.queue
        : isOf(libraryWords.kinds, node.kind)
          ? libraryWords.kinds[node.kind]
          : isOf(collectionWords.types, node.kind)
            ? collectionWords.types[node.kind]
            : node.kind;
  const more = node.is === 'gone' ? words.deleted : node.deleted_at === null ? null : words.trashed;
  return more === null ? kind : `${kind} · ${more}`;
}

/** A tie as it is read from left to right: the act of the task that made it, or its kind. */
export const tieWords = (edge: LineageEdge): string =>
  (edge.made_by === null ? undefined : taskAbout(edge.made_by)?.words.act) ?? words.tie(edge.type);

/** "fox ×2, Upscaled from fox". */
export function sentenceOf(edge: LineageEdge, from: LineageNode, to: LineageNode): string {
  const made = edge.made_by === null ? undefined : taskAbout(edge.made_by)?.words.from;
  return made === undefined || edge.type === 'worked_on'
    ? words.flow(edge.type, nameOf(from), nameOf(to))
    : `${nameOf(to)}: ${made} ${nameOf(from)}`;
}

const media = new Set(['image', 'audio', 'video', 'mask']);

/** Goes to where a thing is worked on. */
export function openNode(node: LineageNode): void {
  if (node.is === 'gone') return;
  if (node.is === 'task') goTo('/queue');
  else if (node.is === 'project') goTo('/projects');
  else if (node.is === 'collection') goTo(`/library?collection=${node.id}`);
  else if (node.kind === 'pack') goTo(`/packs/${node.id}`);
  else if (!media.has(node.kind)) goTo(`/asset/${node.id}`);
  else if (node.n !== null) {
    goTo('/library');
    const { n } = node;
    useSession.getState().select({ selected: new Set([n]), anchor: n, active: n });
  }
}
