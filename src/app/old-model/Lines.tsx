import { Button } from '../ui/Button.tsx';
import { copyText } from '../ui/copy-text.ts';
import { oldModelWords as words } from '../words/old-model.ts';
import styles from './OldModel.module.css';

/** So many lines are drawn; all of them can be copied. */
const shownAtMost = 50;

/** Lines that say something, of which the first are drawn and all can be copied. */
export const Lines = ({ lines }: { readonly lines: readonly string[] }) =>
  lines.length === 0 ? null : (
    <>
      {/* A list that scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul className={styles['list']} tabIndex={0} aria-label={words.problems(lines.length)}>
        {lines.slice(0, shownAtMost).map((line, at) => (
          <li key={`${String(at)} ${line}`} dir="auto">
            {line}
          </li>
        ))}
        {lines.length > shownAtMost && <li>{words.more(lines.length - shownAtMost)}</li>}
      </ul>
      <div>
        <Button size="small" look="quiet" onClick={() => void copyText(lines.join('\n'))}>
          {words.copy}
        </Button>
      </div>
    </>
  );
