import { Ellipsis } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useLocation } from 'wouter';

import { goTo } from '../address.ts';
import { useInProject } from '../chosen.ts';
import { useLiveQuery } from '../inkreel.ts';
import { libraryPath } from '../library/place.ts';
import { useSession } from '../session.ts';
import { classes } from '../ui/classes.ts';
import { Menu } from '../ui/Menu.tsx';
import { numberText } from '../words/format.ts';
import { commonWords } from '../words/common.ts';
import { shellWords as words } from '../words/shell.ts';
import { Mark } from './Mark.tsx';
import styles from './Navigation.module.css';
import { type Screen, screens } from './screens.ts';
import { StorageLine } from './StorageLine.tsx';
import { phoneWidth, railWidth, useMedia } from './useMedia.ts';

const ProjectSwitcher = lazy(async () => {
  const { ProjectSwitcher: component } = await import('../projects/ProjectSwitcher.tsx');
  return { default: component };
});
const Places = lazy(async () => {
  const { Places: component } = await import('../collections/Places.tsx');
  return { default: component };
});
const RailCollections = lazy(async () => {
  const { RailCollections: component } = await import('../collections/RailCollections.tsx');
  return { default: component };
});

const isAt = (location: string, { path }: Screen): boolean =>
  location === path || location.startsWith(`${path}/`);

/** On a phone: the way to the screens that the bar has no room for. */
function MoreScreens({ location }: { readonly location: string }) {
  const more = screens.filter(({ isQuiet }) => isQuiet);
  const here = more.find((screen) => isAt(location, screen));
  return (
    <li>
      <Menu
        trigger={
          <button
            type="button"
            className={classes(styles['link'], here && styles['here'])}
            aria-label={here ? words.moreHere(here.name) : words.more}
          >
            <Ellipsis aria-hidden />
            <span className={styles['label']}>{words.more}</span>
          </button>
        }
        entries={more.map((screen) => ({
          label: screen.name,
          icon: <screen.icon aria-hidden />,
          onSelect: () => goTo(screen.path),
        }))}
      />
    </li>
  );
}

/**
 * The project, the screens and the collections: a column at desk width, a narrow rail of screens
 * on a tablet; on a phone a bar at the foot with the places of the daily work and "More".
 */
export function Navigation() {
  const [location] = useLocation();
  const hasRail = useMedia(railWidth);
  const phone = useMedia(phoneWidth);
  // A collection that is shown has its own entry, which then is the place.
  const isCollection = useSession((state) => state.place.collection !== null);
  const counts = useLiveQuery('counts', useInProject()).value;
  // From another screen the library is found again as it was left; from itself, all of it.
  const place = useSession((state) => state.place);
  const libraryAddress =
    location === '/library' || place.collection ? '/library' : libraryPath(place);
  return (
    <nav aria-label={words.navigation} className={styles['rail']}>
      <p className={styles['brand']}>
        <Mark />
        <span className={styles['name']}>{commonWords.appName}</span>
      </p>
      {hasRail && (
        <div className={styles['project']}>
          <Suspense fallback={null}>
            <ProjectSwitcher />
          </Suspense>
        </div>
      )}
      <div className={styles['nav']}>
        <ul className={styles['list']}>
          {screens.map((screen) => {
            if (screen.listed === 'never' || screen.listed === 'more') return null;
            if (screen.listed === 'narrow' ? hasRail : phone && screen.isQuiet) return null;
            const here =
              isAt(location, screen) && !(hasRail && isCollection && screen.path === '/library');
            const count = counts && screen.count?.(counts);
            const Icon = screen.icon;
            return (
              <li key={screen.path} className={screen.isQuiet ? styles['apart'] : undefined}>
                <a
                  href={`#${screen.path === '/library' && !here ? libraryAddress : screen.path}`}
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
          {phone && <MoreScreens location={location} />}
        </ul>
        {hasRail && (
          <Suspense fallback={null}>
            <RailCollections isLibrary={location === '/library'} />
            <Places isLibrary={location === '/library'} />
          </Suspense>
        )}
      </div>
      <StorageLine />
    </nav>
  );
}
