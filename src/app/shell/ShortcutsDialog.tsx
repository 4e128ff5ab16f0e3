import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { shellWords } from '../words/shell.ts';
import { currentShortcuts, keysText } from './shortcuts.ts';
import styles from './ShortcutsDialog.module.css';

const words = shellWords.shortcuts;

interface Line {
  readonly words: string;
  readonly keys: readonly string[];
}

/** The table of shortcuts by place; keys that do the same share a line. */
function places(): ReadonlyMap<string, readonly Line[]> {
  const found = new Map<string, Map<string, string[]>>();
  for (const shortcut of currentShortcuts()) {
    const place = shortcut.place ?? words.everywhere;
    const lines = found.get(place) ?? new Map<string, string[]>();
    found.set(place, lines);
    lines.set(shortcut.words, [...(lines.get(shortcut.words) ?? []), shortcut.keys]);
  }
  return new Map(
    [...found].map(([place, lines]) => [
      place,
      [...lines].map(([said, keys]) => ({ words: said, keys: [...new Set(keys)] })),
    ]),
  );
}

/** Every shortcut that works where the person is now. */
export const ShortcutsDialog = ({ onClose }: { readonly onClose: () => void }) => (
  <Dialog open onClose={onClose} title={words.title}>
    <div className={styles['places']}>
      {[...places()].map(([place, lines]) => (
        <section key={place} aria-label={place}>
          <h3 className={styles['place']}>{place}</h3>
          <dl className={styles['lines']}>
            {lines.map((line) => (
              <div key={line.words} className={styles['line']}>
                <dt>{line.words}</dt>
                <dd className={styles['keys']}>
                  {line.keys.map((keys, index) => (
                    <span key={keys} className={styles['keys']}>
                      {index > 0 && <span className={styles['or']}>{words.or}</span>}
                      <Kbd>{keysText(keys)}</Kbd>
                    </span>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  </Dialog>
);
