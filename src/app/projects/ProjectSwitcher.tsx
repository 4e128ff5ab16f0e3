import { Check, ChevronsUpDown, Database, Layers, Plus, Settings2 } from 'lucide-react';
import { useEffect, useState } from 'react';

import type { ProjectId } from '#domain/id.ts';
import { goTo } from '../address.ts';
import { useChosen } from '../chosen.ts';
import { useInkreel, useLiveQuery } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { announce } from '../shell/announcer.ts';
import { Menu } from '../ui/Menu.tsx';
import { projectWords as words } from '../words/projects.ts';
import { storageWords } from '../words/storage-line.ts';
import { ProjectDialog } from './ProjectDialog.tsx';
import styles from './ProjectSwitcher.module.css';

/** The project that this tab works in, and the way to another. */
export function ProjectSwitcher() {
  const client = useInkreel();
  const projects = useLiveQuery('projects', {}).value;
  const { project, setProject } = useChosen();
  const [creating, setCreating] = useState(false);
  const chosen = projects?.find(({ id }) => id === project);
  // A project that was deleted, here or in another tab, is not worked in any more. The list may be
  // a moment behind (a project just made), so the project itself is asked for.
  const isUnlisted = projects !== undefined && project !== null && chosen === undefined;
  useEffect(() => {
    if (!isUnlisted || project === null) return;
    void client.query('projectUse', { id: project }).then((use) => {
      const isGone = use.ok && (use.value === null || use.value.project.deleted_at !== null);
      if (isGone && useChosen.getState().project === project) setProject(null);
    });
  }, [isUnlisted, project, client, setProject]);

  const choose = (next: ProjectId | null, name: string): void => {
    if (next === project) return;
    const { place, select, setPlace } = useSession.getState();
    select({ selected: new Set(), anchor: null, active: null });
    // The collection that is shown may belong to the project that is left.
    if (place.collection !== null) setPlace({ collection: null, saved: null });
    setProject(next);
    announce(name);
  };
  const name = chosen?.name ?? words.all;
  const all = (projects ?? []).reduce((sum, { assets }) => sum + assets, 0);
  const mark = (isOn: boolean) =>
    isOn ? <Check aria-hidden /> : <span className={styles['gap']} />;
  return (
    <>
      <Menu
        align="start"
        trigger={
          <button type="button" className={styles['switcher']} aria-label={words.switcher(name)}>
            <Layers aria-hidden className={styles['sign']} />
            <span className={styles['words']}>
              <span className={styles['name']} dir="auto">
                {name}
              </span>
              <span className={styles['line']}>
                {projects === undefined ? '\u00a0' : words.count(chosen?.assets ?? all)}
              </span>
            </span>
            <ChevronsUpDown aria-hidden className={styles['arrows']} />
          </button>
        }
        entries={[
          {
            label: words.all,
            icon: mark(project === null),
            onSelect: () => choose(null, words.all),
          },
          ...(projects ?? []).map((row) => ({
            label: row.name,
            icon: mark(row.id === project),
            onSelect: () => choose(row.id, row.name),
          })),
          'separator' as const,
          { label: words.create, icon: <Plus aria-hidden />, onSelect: () => setCreating(true) },
          {
            label: words.manage,
            icon: <Settings2 aria-hidden />,
            onSelect: () => goTo('/projects'),
          },
          {
            label: storageWords.libraries,
            icon: <Database aria-hidden />,
            onSelect: () => goTo('/data'),
          },
        ]}
      />
      {creating && (
        <ProjectDialog
          onClose={() => setCreating(false)}
          onSaved={(id, made) => choose(id, made)}
        />
      )}
    </>
  );
}
