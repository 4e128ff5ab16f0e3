import { useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import { useCommand } from '../../inkreel.ts';
import { TextInput } from '../../ui/TextInput.tsx';
import { inspectorWords as words } from '../../words/inspector.ts';
import styles from './NameField.module.css';

const longest = 255;

/** The name, to be read, and to be changed where it stands. */
export function NameField({ asset }: { readonly asset: AssetRow }) {
  const run = useCommand();
  const [typed, setTyped] = useState<string | null>(null);
  const save = (): void => {
    const name = typed?.trim() ?? '';
    setTyped(null);
    if (name === '' || name === asset.name) return;
    void run('editAssets', { assets: [asset.id], changes: { name } });
  };
  return (
    <TextInput
      className={styles['name']}
      aria-label={words.name}
      maxLength={longest}
      value={typed ?? asset.name}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') {
          event.stopPropagation();
          setTyped(null);
        }
      }}
    />
  );
}
