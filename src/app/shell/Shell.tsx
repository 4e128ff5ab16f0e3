import { lazy, Suspense, useState } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';

import { useTabTitle } from '../desk/tab-title.ts';
import { OpenedAct } from '../library/OpenedAct.tsx';
import { useProgressFeed } from '../progress.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ToastRegion } from '../ui/ToastRegion.tsx';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import { commonWords } from '../words/common.ts';
import { shellWords as words } from '../words/shell.ts';
import { useAnnouncement } from './announcer.ts';
import { DropTarget } from './DropTarget.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Navigation } from './Navigation.tsx';
import { openPalette, usePalette } from './palette-state.ts';
import { screens } from './screens.ts';
import styles from './Shell.module.css';
import { useShortcuts } from './shortcuts.ts';
import { StatusBanners, useLibraryStatus } from './StatusBanners.tsx';
import { useUndo } from './undo.ts';

const Dock = lazy(async () => {
  const { Dock: component } = await import('./Dock.tsx');
  return { default: component };
});
const ShortcutsDialog = lazy(async () => {
  const { ShortcutsDialog: component } = await import('./ShortcutsDialog.tsx');
  return { default: component };
});
const Desk = lazy(async () => {
  const { Desk: component } = await import('../desk/Desk.tsx');
  return { default: component };
});
const ActKeys = lazy(async () => {
  const { ActKeys: component } = await import('../palette/ActKeys.tsx');
  return { default: component };
});
const PaletteHost = lazy(async () => {
  const { PaletteHost: component } = await import('../palette/PaletteHost.tsx');
  return { default: component };
});
const AutoBackup = lazy(async () => {
  const { AutoBackup: component } = await import('../safety/AutoBackup.tsx');
  return { default: component };
});
const RestoreSection = lazy(async () => {
  const { RestoreSection: component } = await import('../safety/RestoreSection.tsx');
  return { default: component };
});
const FolderWatch = lazy(async () => {
  const { FolderWatch: component } = await import('../folders/FolderWatch.tsx');
  return { default: component };
});
const ImportPanel = lazy(async () => {
  const { ImportPanel: component } = await import('../importing/ImportPanel.tsx');
  return { default: component };
});

function LiveRegion() {
  const { text, count } = useAnnouncement();
  // A space more or less makes the same words a change that is spoken.
  return (
    <VisuallyHidden>
      <output aria-live="polite">
        {text}
        {count % 2 === 0 ? '' : '\u00a0'}
      </output>
    </VisuallyHidden>
  );
}

/** The frame around every screen: navigation, states of the library, the screen, the dock. */
export function Shell() {
  const [location, navigate] = useLocation();
  const { undo, redo } = useUndo();
  const [listsKeys, setListsKeys] = useState(false);
  // Once it was open it stays, for the dialogs that are opened from it.
  const wantsPalette = usePalette((state) => state.used);
  useProgressFeed();
  const { state } = useLibraryStatus();
  const closed = state === 'missing' || state === 'corrupt' || state === 'newer';
  const here = screens.find(
    (screen) => location === screen.path || location.startsWith(`${screen.path}/`),
  );
  useTabTitle(here ? words.title(here.name) : commonWords.appName);
  useShortcuts([
    { name: 'undo', keys: 'mod+z', words: commonWords.undo, run: undo },
    { name: 'redo', keys: 'mod+shift+z', words: commonWords.redo, run: redo },
    { name: 'redo', keys: 'mod+y', words: commonWords.redo, run: redo },
    {
      name: 'palette',
      keys: 'mod+k',
      words: words.palette,
      run: openPalette,
      whileTyping: true,
    },
    {
      name: 'shortcuts',
      keys: '?',
      words: words.shortcuts.title,
      run: () => setListsKeys(true),
    },
  ]);
  return (
    <div className={styles['shell']}>
      <a
        href="#work"
        className={styles['skip']}
        onClick={(event) => {
          // The hash is the address of the screen, so the jump is made here.
          event.preventDefault();
          document.getElementById('work')?.focus();
        }}
      >
        {words.skip}
      </a>
      <Navigation />
      <div className={styles['main']}>
        <StatusBanners />
        <Suspense fallback={null}>
          <FolderWatch />
        </Suspense>
        <ErrorBoundary key={here?.path ?? location}>
          <Suspense fallback={<div className={styles['waiting']} aria-busy="true" />}>
            {closed ? (
              <main id="work" tabIndex={-1} className={styles['closed']}>
                <RestoreSection />
              </main>
            ) : (
              <Switch>
                <Route path="/">
                  <Redirect to="/library" replace />
                </Route>
                {screens.map((screen) => (
                  <Route key={screen.path} path={screen.route} component={screen.component} />
                ))}
                <Route>
                  <main id="work" tabIndex={-1} className={styles['waiting']}>
                    <EmptyState
                      title={words.notFoundTitle}
                      actions={
                        <Button look="primary" onClick={() => navigate('/library')}>
                          {words.toLibrary}
                        </Button>
                      }
                    >
                      {words.notFoundText}
                    </EmptyState>
                  </main>
                </Route>
              </Switch>
            )}
          </Suspense>
        </ErrorBoundary>
        <Suspense fallback={null}>
          <Dock />
          <Desk />
        </Suspense>
      </div>
      <OpenedAct />
      <DropTarget />
      <Suspense fallback={null}>
        <ImportPanel />
        {!closed && <AutoBackup />}
      </Suspense>
      {location === '/library' && !closed && (
        <Suspense fallback={null}>
          <ActKeys />
        </Suspense>
      )}
      {wantsPalette && (
        <Suspense fallback={null}>
          <PaletteHost />
        </Suspense>
      )}
      {listsKeys && (
        <Suspense fallback={null}>
          <ShortcutsDialog onClose={() => setListsKeys(false)} />
        </Suspense>
      )}
      <ToastRegion />
      <LiveRegion />
    </div>
  );
}
