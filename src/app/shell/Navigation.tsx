import { useLocation } from 'wouter';

import { useLiveQuery } from '../inkreel.ts';
import { classes } from '../ui/classes.ts';
import { numberText } from '../words/format.ts';
import { commonWords } from '../words/common.ts';
import { shellWords as words } from '../words/shell.ts';
import { Mark } from './Mark.tsx';
import styles from './Navigation.module.css';
import { screens } from './screens.ts';
import { StorageLine } from './StorageLine.tsx';

/** The screens: a column at desk width, a narrow rail on a tablet, a bar at the foot on a phone. */
export function Navigation() {
  const [location] = useLocation();
  const counts = useLiveQuery('counts', {}).value;
  return (
    <nav aria-label={words.navigation} className={styles['rail']}>
      <p className={styles['brand']}>
        <Mark />
        <span className={styles['name']}>{commonWords.appName}</span>
      </p>
      <div className={styles['nav']}>
        <ul className={styles['list']}>
          {screens.map((screen) => {
            const here = location === screen.path || location.startsWith(`${screen.path}/`);
            const count = counts && screen.count?.(counts);
            const Icon = screen.icon;
            return (
              <li key={screen.path} className={screen.isQuiet ? styles['apart'] : undefined}>
                <a
                  href={`#${screen.path}`}
                  className={classes(styles['link'], here && styles['here'])}
                  aria-current={here ? 'page' : undefined}
                >
                  <Icon aria-hidden />
                  <span className={styles['label']}>{screen.name}</span>
                  {count !== undefined && count > 0 && (
                    <span className={styles['count']}>{numberText(count)}</span>
                  )}
                </a>
              </li>
            );
          })}
        </ul>
      </div>
      <StorageLine />
    </nav>
  );
}
