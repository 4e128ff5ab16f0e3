import { ChevronRight, Folder } from 'lucide-react';
import { useState } from 'react';

import type { SubfolderRow } from '#domain/contract/places.ts';
import { useLiveQuery } from '../../inkreel.ts';
import { numberText } from '../../words/format.ts';
import { searchWords as words } from '../../words/search.ts';
import styles from './FilterPanel.module.css';
import { pathIn, withPath } from './terms.ts';

interface Tree {
  readonly chosen: string | null;
  readonly onChoose: (path: string | null) => void;
}

function Branch({ folder, tree }: { readonly folder: SubfolderRow; readonly tree: Tree }) {
  const { path, name, assets, has_folders: hasFolders } = folder;
  const isChosen = tree.chosen === path;
  const [open, setOpen] = useState(tree.chosen?.startsWith(`${path}/`) ?? false);
  return (
    <li>
      <div className={styles['folder']}>
        {hasFolders ? (
          <button
            type="button"
            className={styles['open']}
            aria-expanded={open}
            aria-label={words.foldersIn(name)}
            onClick={() => setOpen(!open)}
          >
            <ChevronRight aria-hidden />
          </button>
        ) : (
          <span className={styles['open']}>
            <Folder aria-hidden />
          </span>
        )}
        <button
          type="button"
          className={styles['folderName']}
          aria-pressed={isChosen}
          onClick={() => tree.onChoose(isChosen ? null : path)}
        >
          <span className={styles['label']}>{name}</span>
          <span className={styles['count']}>{numberText(assets)}</span>
        </button>
      </div>
      {open && <Level under={path} tree={tree} />}
    </li>
  );
}

/** The folders right below one, read when they are opened. */
function Level({ under, tree }: { readonly under: string; readonly tree: Tree }) {
  const folders = useLiveQuery('subfolders', { under }).value;
  if (!folders) return null;
  if (folders.length === 0 && under === '') {
    return <p className={styles['nothing']}>{words.noFolders}</p>;
  }
  return (
    <ul className={under === '' ? styles['tree'] : undefined} aria-label={under || words.folders}>
      {folders.map((folder) => (
        <Branch key={folder.path} folder={folder} tree={tree} />
      ))}
    </ul>
  );
}

/** The folders that assets came from; a press narrows the query to one of them. */
export function FolderTree({
  query,
  onQuery,
}: {
  readonly query: string;
  readonly onQuery: (query: string) => void;
}) {
  return (
    <Level
      under=""
      tree={{ chosen: pathIn(query), onChoose: (path) => onQuery(withPath(query, path)) }}
    />
  );
}
