import { create } from 'zustand';

import { commonWords } from '../words/common.ts';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'bad';
  /** What happened to the user's work and what to do next, under the text. */
  readonly more?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface Toasts {
  readonly toasts: readonly Toast[];
  readonly add: (toast: Omit<Toast, 'id'>) => void;
  readonly remove: (id: number) => void;
}

let last = 0;

/** The short messages on screen; at most three, the newest last. */
export const useToasts = create<Toasts>((set) => ({
  toasts: [],
  add: (toast) => {
    last += 1;
    const id = last;
    set((state) => {
      // "Undo" means the last thing done: an older offer would take back another one.
      const before = toast.action
        ? state.toasts.filter((one) => one.action === undefined)
        : // The same message twice is one, told again.
          state.toasts.filter((one) => one.text !== toast.text);
      return { toasts: [...before.slice(-2), { ...toast, id }] };
    });
  },
  remove: (id) => set((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) })),
}));

/** Shows a short message; callable from anywhere. */
export const showToast = (toast: Omit<Toast, 'id'>): void => useToasts.getState().add(toast);

/** Says what was done, with the way to take it back, and `more` of what came of it. */
export const showDone = (text: string, undo: () => void, more?: string): void =>
  showToast({
    text,
    tone: 'plain',
    action: { label: commonWords.undo, run: undo },
    ...(more === undefined ? {} : { more }),
  });
