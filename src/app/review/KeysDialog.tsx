import { keysText } from '../shell/shortcuts.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { reviewWords as words } from '../words/review.ts';
import styles from './KeysDialog.module.css';

interface Line {
  readonly keys: readonly string[];
  readonly what: string;
}

const decisions: readonly Line[] = [
  { keys: ['a'], what: words.approve },
  { keys: ['x'], what: words.reject },
  { keys: ['l'], what: words.later },
  { keys: ['u'], what: words.keys.undecided },
  { keys: ['z'], what: words.keys.undo },
  { keys: ['←', '→'], what: words.keys.move },
];
const looking: readonly Line[] = [
  { keys: ['Space'], what: words.keys.zoom },
  { keys: ['f'], what: words.keys.fit },
  { keys: ['p'], what: words.keys.play },
  { keys: ['Escape'], what: words.keys.leave },
];
const rating: readonly Line[] = [
  { keys: ['shift+1', 'shift+5'], what: words.keys.rate },
  { keys: ['shift+0'], what: words.keys.unrate },
  { keys: ['s'], what: words.keys.star },
];

const Lines = ({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) => (
  <section aria-label={title}>
    <h3 className={styles['heading']}>{title}</h3>
    <dl className={styles['lines']}>
      {lines.map(({ keys, what }) => (
        <div key={what} className={styles['line']}>
          <dt className={styles['keys']}>
            {keys.map((one) => (
              <Kbd key={one}>{keysText(one)}</Kbd>
            ))}
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  </section>
);

/** Every key of the review, with the themes that the numbers set now. */
export const KeysDialog = ({
  themes,
  onClose,
}: {
  readonly themes: readonly string[];
  readonly onClose: () => void;
}) => (
  <Dialog open onClose={onClose} title={words.keys.title}>
    <div className={styles['sections']}>
      <Lines title={words.keys.decide} lines={decisions} />
      <Lines
        title={words.keys.themes}
        lines={[
          ...themes.map((what, place) => ({ keys: [String(place + 1)], what })),
          {
            keys: ['t'],
            what: themes.length === 0 ? words.keys.noThemes : words.newTheme,
          },
        ]}
      />
      <Lines title={words.rating} lines={rating} />
      <Lines title={words.keys.look} lines={looking} />
    </div>
  </Dialog>
);
