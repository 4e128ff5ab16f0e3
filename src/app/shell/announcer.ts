import { create } from 'zustand';

/** What a screen reader is told next. The count makes the same words a new message. */
export const useAnnouncement = create<{ readonly text: string; readonly count: number }>(() => ({
  text: '',
  count: 0,
}));

/** Tells screen readers something that is seen but not focused; polite, the last one counts. */
export const announce = (text: string): void =>
  useAnnouncement.setState((state) => ({ text, count: state.count + 1 }));
