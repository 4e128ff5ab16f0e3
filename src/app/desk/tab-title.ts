import { useEffect } from 'react';
import { create } from 'zustand';

import { useLiveQuery } from '../inkreel.ts';
import { shellWords } from '../words/shell.ts';

/** Set when long work ended while nobody looked; gone when somebody does. */
export const useMark = create<{ readonly ended: boolean }>(() => ({ ended: false }));

/** The title of the tab, with the number of what needs a person and a mark when work has ended. */
export function useTabTitle(title: string): void {
  const failed = useLiveQuery('counts', {}).value?.failed ?? 0;
  const ended = useMark((state) => state.ended);
  useEffect(() => {
    document.title = shellWords.tab(title, failed, ended);
  }, [title, failed, ended]);
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') useMark.setState({ ended: false });
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
}
