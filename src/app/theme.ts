import { create } from 'zustand';

import './desk/preferences.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const key = 'inkreel:theme';

function stored(): Theme {
  try {
    const value = localStorage.getItem(key);
    return themes.find((theme) => theme === value) ?? 'system';
  } catch {
    // Storage is blocked in this window; the system's colours do.
    return 'system';
  }
}

function apply(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** The colours of this device: the system's, or always light or dark. Kept in localStorage, read before first paint. */
export const useTheme = create<{
  readonly theme: Theme;
  readonly setTheme: (theme: Theme) => void;
}>((set) => {
  // Another tab chose other colours: all of them follow.
  window.addEventListener('storage', (event) => {
    if (event.key !== key && event.key !== null) return;
    apply(stored());
    set({ theme: stored() });
  });
  const first = stored();
  apply(first);
  return {
    theme: first,
    setTheme: (theme) => {
      try {
        localStorage.setItem(key, theme);
      } catch {
        // It holds for this window all the same.
      }
      apply(theme);
      set({ theme });
    },
  };
});
