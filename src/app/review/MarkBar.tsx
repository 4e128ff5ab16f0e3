import { Plus, Star } from 'lucide-react';
import { useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import { Button } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { SuggestInput } from '../ui/SuggestInput.tsx';
import { keysText } from '../shell/shortcuts.ts';
import { reviewWords as words } from '../words/review.ts';
import styles from './Review.module.css';

/** Rating and themes, each with its key. */
export function MarkBar({
  asset,
  themes,
  allThemes,
  onTheme,
  onRate,
  onStar,
  namesTheme,
  onNamesTheme,
}: {
  readonly asset: AssetRow | null;
  readonly themes: readonly string[];
  readonly allThemes: readonly { readonly value: string; readonly count: number }[];
  readonly onTheme: (theme: string) => void;
  readonly onRate: (stars: number) => void;
  readonly onStar: () => void;
  readonly namesTheme: boolean;
  readonly onNamesTheme: (names: boolean) => void;
}) {
  const [typed, setTyped] = useState('');
  const close = (): void => {
    setTyped('');
    onNamesTheme(false);
  };
  const wanted = typed.trim().toLowerCase();
  return (
    <div className={styles['marks']}>
      <Button
        size="small"
        look="quiet"
        className={asset?.starred === 1 ? styles['starred'] : undefined}
        icon={<Star aria-hidden />}
        aria-keyshortcuts="s"
        aria-pressed={asset?.starred === 1}
        onClick={onStar}
      >
        {words.star}
        <Kbd>{keysText('s')}</Kbd>
      </Button>
      <fieldset className={styles['stars']} aria-label={words.rating}>
        {[1, 2, 3, 4, 5].map((stars) => (
          <button
            key={stars}
            type="button"
            className={classes(styles['star'], (asset?.rating ?? 0) >= stars && styles['on'])}
            aria-label={words.stars(stars)}
            aria-keyshortcuts={`Shift+${stars}`}
            title={keysText(`shift+${stars}`)}
            aria-pressed={asset?.rating === stars}
            onClick={() => onRate(asset?.rating === stars ? 0 : stars)}
          >
            <Star aria-hidden />
          </button>
        ))}
      </fieldset>
      <fieldset className={styles['themes']} aria-label={words.themes}>
        {themes.map((theme, place) => (
          <button
            key={theme}
            type="button"
            className={styles['theme']}
            aria-keyshortcuts={String(place + 1)}
            aria-pressed={asset?.theme === theme}
            onClick={() => onTheme(theme)}
          >
            <Kbd>{place + 1}</Kbd>
            {theme}
          </button>
        ))}
        {namesTheme ? (
          <span
            ref={(node) => node?.querySelector('input')?.focus()}
            className={styles['naming']}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              event.stopPropagation();
              close();
            }}
            role="presentation"
          >
            <SuggestInput
              label={words.newTheme}
              placeholder={words.themePlaceholder}
              value={typed}
              onValue={setTyped}
              onTake={(taken) => {
                const theme = taken.trim();
                if (theme !== '') onTheme(theme);
                close();
              }}
              suggestions={allThemes
                .filter(({ value }) => value.toLowerCase().includes(wanted))
                .slice(0, 6)}
            />
          </span>
        ) : (
          <Button
            size="small"
            look="quiet"
            className={styles['newTheme']}
            icon={<Plus aria-hidden />}
            aria-keyshortcuts="t"
            onClick={() => onNamesTheme(true)}
          >
            {words.newTheme}
            <Kbd>{keysText('t')}</Kbd>
          </Button>
        )}
      </fieldset>
    </div>
  );
}
