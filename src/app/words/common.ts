/** Words that every screen uses. */
export const commonWords = {
  on: 'on',
  off: 'off',
  appName: 'Inkreel',
  cancel: 'Cancel',
  close: 'Close',
  keep: 'Keep them',
  undo: 'Undo',
  redo: 'Redo',
  retry: 'Try again',
  save: 'Save',
  messages: 'Messages',
  loading: 'Loading',
  copied: 'Copied',
  notCopied: 'The browser did not allow copying. The text can be selected and copied by hand.',
  mixed: 'mixed',
  none: 'none',
  moreSettings: (changed: number): string =>
    changed === 0 ? 'More settings' : `More settings (${changed} changed)`,
  removeNamed: (name: string): string => `Remove ${name}`,
} as const;

/** Beside a suggestion: its parent, or the alias that was found. */
export const suggestWords = {
  parent: (parent: string): string => ` (${parent})`,
  alias: (alias: string): string => ` · also “${alias}”`,
} as const;
