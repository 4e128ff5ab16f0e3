/**
 * What this tab works in: the project that is shown, and the collection that new things go to.
 * Kept for the tab, also over a reload; another tab may work in another project.
 */
import { create } from 'zustand';

import type { CollectionId, ProjectId } from '#domain/id.ts';

interface Chosen {
  /** null: all projects. */
  readonly project: ProjectId | null;
  /** Where imports and results are collected; null: nowhere. */
  readonly target: CollectionId | null;
  readonly setProject: (project: ProjectId | null) => void;
  readonly setTarget: (target: CollectionId | null) => void;
}

const key = (name: string): string => `inkreel:tab:${name}`;

function kept(name: string): string | null {
  try {
    return sessionStorage.getItem(key(name));
  } catch {
    return null;
  }
}

function keep(name: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(key(name));
    else sessionStorage.setItem(key(name), value);
  } catch {
    // Storage is blocked in this window; it holds for as long as the window stands.
  }
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const idOf = (name: string): string | null => {
  const value = typeof sessionStorage === 'undefined' ? null : kept(name);
  return value !== null && uuid.test(value) ? value : null;
};

export const useChosen = create<Chosen>((set) => ({
  // The border: an id of the right form; one that is gone is let go by the switcher.
  project: idOf('project') as ProjectId | null,
  target: idOf('target') as CollectionId | null,
  setProject: (project) => {
    keep('project', project);
    set({ project });
  },
  setTarget: (target) => {
    keep('target', target);
    set({ target });
  },
}));

const everything = {} as const;

/** `{ project }` for the queries of a screen, or nothing where all projects are shown. */
export function useInProject(): { readonly project?: ProjectId } {
  const project = useChosen((state) => state.project);
  return project === null ? everything : { project };
}

/** What an import or a task is told about where its results go, as chosen at this moment. */
export function placeNow(): { readonly project?: ProjectId; readonly collection?: CollectionId } {
  const { project, target } = useChosen.getState();
  return {
    ...(project === null ? {} : { project }),
    ...(target === null ? {} : { collection: target }),
  };
}
