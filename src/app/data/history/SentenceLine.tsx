import type { Thing } from '#domain/contract/history.ts';
import type { Sentence } from '../../library/inspector/change-words.ts';
import { showAsset } from '../../palette/open-thing.ts';
import styles from './History.module.css';

const screens: Readonly<Record<string, (id: string) => string>> = {
  collection: () => '#/collections',
  project: () => '#/projects',
  folder: () => '#/folders',
  query: () => '#/data/sql',
  model: () => '#/models',
  pack: (id) => `#/packs/${id}`,
};
const inGrid: ReadonlySet<string> = new Set(['image', 'audio', 'video']);

/** The name of a thing, leading to it where it can be shown. */
export function ThingName({ thing }: { readonly thing: Thing }) {
  const { id, n, kind, name, place } = thing;
  if (place !== 'library') return <bdi>{name}</bdi>;
  if (n !== null && inGrid.has(kind)) {
    return (
      <button type="button" className={styles['thing']} onClick={() => showAsset(n)}>
        <bdi>{name}</bdi>
      </button>
    );
  }
  const href = screens[kind]?.(id) ?? `#/asset/${id}`;
  return (
    <a className={styles['thing']} href={href}>
      <bdi>{name}</bdi>
    </a>
  );
}

/** A sentence of history with links to what it names. */
export const SentenceLine = ({ sentence }: { readonly sentence: Sentence }) => (
  <span>
    {sentence.map((part, place) =>
      typeof part === 'string' ? (
        part
      ) : (
        <ThingName key={`${String(place)} ${part.id}`} thing={part} />
      ),
    )}
  </span>
);
