import { Folder, FolderOpen, Hash, Package } from 'lucide-react';
import { useMemo } from 'react';

import { useInProject } from '../chosen.ts';
import { useLiveQuery } from '../inkreel.ts';
import { goTo } from '../address.ts';
import { libraryWords } from '../words/library.ts';
import { paletteWords as words } from '../words/palette.ts';
import type { Entry } from './entry.ts';
import { showAsset, showPlace, tagQuery } from './open-thing.ts';

/** The most pictures that one list of answers holds. */
const most = 12;

/** What the library has by the name that was typed: assets, packs, collections, projects, tags. */
export function useThings(typed: string): {
  readonly entries: readonly Entry[];
  /** The library is still being read. */
  readonly looking: boolean;
} {
  const text = typed.trim();
  const mine = useInProject();
  const asks = text !== '';
  const layout = useLiveQuery(
    'assetLayout',
    asks ? { filter: { text, ...mine }, sort: 'newest' } : null,
  ).value;
  const rows = asks && layout ? [...layout.n.subarray(0, most)] : [];
  const cards = useLiveQuery('assetCards', rows.length > 0 ? { rows } : null).value;
  const packs = useLiveQuery('packs', asks ? mine : null).value;
  const collections = useLiveQuery('collections', asks ? mine : null).value;
  const projects = useLiveQuery('projects', asks ? {} : null).value;
  const tags = useLiveQuery('suggestTags', asks ? { text, ...mine } : null).value;

  const entries = useMemo((): readonly Entry[] => {
    if (!asks) return [];
    const wanted = new Set(rows);
    return [
      ...(cards ?? [])
        .filter((card) => wanted.has(card.n))
        .map((card): Entry => ({
          id: `asset:${String(card.n)}`,
          label: card.name,
          more: libraryWords.kinds[card.kind],
          group: 'assets',
          picture: { blob: card.blob, format: card.format, kind: card.kind },
          unavailable: null,
          run: () => showAsset(card.n),
        })),
      ...(packs ?? []).map((pack): Entry => ({
        id: `pack:${pack.id}`,
        label: pack.name,
        more: words.tag(pack.asset_count),
        group: 'packs',
        icon: <Package aria-hidden />,
        unavailable: null,
        run: () => goTo(`/packs/${pack.id}`),
      })),
      ...(collections ?? []).map((collection): Entry => ({
        id: `collection:${collection.id}`,
        label: collection.name,
        more: words.tag(collection.count),
        group: 'collections',
        icon: <Folder aria-hidden />,
        unavailable: null,
        run: () => showPlace({ collection: collection.id }),
      })),
      ...(projects ?? []).map((project): Entry => ({
        id: `project:${project.id}`,
        label: project.name,
        more: words.tag(project.assets),
        group: 'projects',
        icon: <FolderOpen aria-hidden />,
        unavailable: null,
        run: () => showPlace({ project: project.id }),
      })),
      ...(tags ?? []).map((tag): Entry => ({
        id: `tag:${tag.value}`,
        label: tag.value,
        more: words.tag(tag.count),
        group: 'tags',
        icon: <Hash aria-hidden />,
        unavailable: null,
        run: () => showPlace({ query: tagQuery(tag.value) }),
      })),
    ];
    // `rows` is made anew from the layout each time.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [asks, layout, cards, packs, collections, projects, tags]);
  return { entries, looking: asks && layout === undefined };
}
