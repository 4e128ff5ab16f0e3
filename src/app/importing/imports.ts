/** The imports of this tab: their running lists, outside of React. What is stored is stored; a list may be lost. */
import { create } from 'zustand';

import type { DuplicateChoice } from '#domain/contract/commands.ts';
import type { Failure } from '#domain/failure.ts';
import type { ImportLine } from '#workers/importer/messages.ts';

export interface ImportSession {
  readonly id: number;
  readonly total: number;
  readonly outcomes: readonly ImportLine[];
  readonly state: 'running' | 'stopping' | 'done' | 'stopped' | 'failed';
  /** Why the import as a whole ended early, e.g. the storage is full. */
  readonly failure: Failure | null;
  readonly stop: () => void;
}

interface Imports {
  readonly sessions: readonly ImportSession[];
  readonly onDuplicate: DuplicateChoice;
  readonly setOnDuplicate: (choice: DuplicateChoice) => void;
  readonly begin: (total: number, stop: () => void) => number;
  readonly note: (id: number, outcomes: readonly ImportLine[]) => void;
  readonly end: (id: number, state: ImportSession['state'], failure?: Failure) => void;
  readonly stop: (id: number) => void;
  readonly close: (id: number) => void;
}

let last = 0;

export const useImports = create<Imports>((set, get) => {
  const change = (id: number, next: (session: ImportSession) => ImportSession): void =>
    set((state) => ({
      sessions: state.sessions.map((session) => (session.id === id ? next(session) : session)),
    }));
  return {
    sessions: [],
    onDuplicate: 'link',
    setOnDuplicate: (onDuplicate) => set({ onDuplicate }),
    begin: (total, stop) => {
      last += 1;
      const id = last;
      const session: ImportSession = {
        id,
        total,
        outcomes: [],
        state: 'running',
        failure: null,
        stop,
      };
      set((state) => ({ sessions: [...state.sessions, session] }));
      return id;
    },
    note: (id, outcomes) =>
      change(id, (session) => ({ ...session, outcomes: [...session.outcomes, ...outcomes] })),
    end: (id, state, failure) =>
      change(id, (session) => ({ ...session, state, failure: failure ?? null })),
    stop: (id) => {
      const session = get().sessions.find((candidate) => candidate.id === id);
      if (session?.state !== 'running') return;
      change(id, (before) => ({ ...before, state: 'stopping' }));
      session.stop();
    },
    close: (id) =>
      set((state) => ({ sessions: state.sessions.filter((session) => session.id !== id) })),
  };
});
