import { create } from 'zustand';

import type { ProjectRow } from '#domain/contract/projects.ts';
import { goTo } from '../address.ts';
import { type InkreelClient, showFailure } from '../inkreel.ts';
import { libraryPath } from '../library/place.ts';
import { showToast } from '../ui/toasts.ts';
import { demoWords as words } from '../words/demo.ts';

/** The name of the demo project; a name of the library, the same in every language. */
export const demoName = 'Demo: Lantern Road';

/** How far the demo is; null while it is not being made. */
export const useDemo = create<{
  readonly making: { readonly done: number; readonly total: number } | null;
}>(() => ({ making: null }));

async function demoProject(
  client: InkreelClient,
  trashed: boolean,
): Promise<ProjectRow | undefined> {
  const all = await client.query('projects', { trashed });
  return all.ok ? all.value.find((project) => project.name === demoName) : undefined;
}

const show = (project: ProjectRow['id']): void => goTo(libraryPath({ project }));

/** The opening that is under way. */
let opening: Promise<void> | null = null;

/**
 * Makes the demo project, brings it back from the trash, or shows it when it is there. A second
 * press meanwhile is the same one.
 */
export function openDemo(client: InkreelClient): Promise<void> {
  opening ??= open(client).finally(() => {
    opening = null;
  });
  return opening;
}

async function open(client: InkreelClient): Promise<void> {
  const there = await demoProject(client, false);
  if (there) {
    show(there.id);
    return;
  }
  const thrown = await demoProject(client, true);
  if (thrown) {
    const back = await client.command('restoreProject', { project: thrown.id });
    if (back.ok) show(thrown.id);
    else showFailure(back.failure);
    return;
  }
  await makeDemo(client);
}

async function makeDemo(client: InkreelClient): Promise<void> {
  useDemo.setState({ making: { done: 0, total: 1 } });
  const [{ makeDemoFiles }, { DemoStopped, fillDemo, ran }] = await Promise.all([
    import('./make-files.ts'),
    import('./fill.ts'),
  ]);
  try {
    const files = await makeDemoFiles((done, total) =>
      useDemo.setState({ making: { done, total } }),
    );
    const { project } = await ran(client, 'createProject', { name: demoName });
    const imported = await client.importFiles(files, { project });
    if (!imported.ok) throw new DemoStopped(imported.failure);
    show(project);
    await fillDemo(client, project);
    showToast({
      text: words.ready,
      more: words.readyMore,
      tone: 'plain',
      action: { label: words.removeShort, run: () => void removeDemo(client) },
    });
  } catch (thrown) {
    if (thrown instanceof DemoStopped) showFailure(thrown.failure);
    else showToast({ text: words.failed, more: words.failedMore, tone: 'bad' });
  } finally {
    useDemo.setState({ making: null });
  }
}

/** Puts the demo project with all that it holds, its pack too, into the trash: one step to undo. */
export async function removeDemo(client: InkreelClient): Promise<void> {
  const project = await demoProject(client, false);
  if (!project) {
    showToast({ text: words.notThere, tone: 'plain' });
    return;
  }
  const gone = await client.command('trashProject', { project: project.id, name: project.name });
  if (!gone.ok) {
    showFailure(gone.failure);
    return;
  }
  goTo(libraryPath({}));
  showToast({ text: words.removed, tone: 'plain' });
}
