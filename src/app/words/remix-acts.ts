/** The acts as menus and the palette show them. */
export const remixActWords = {
  again: 'Make it again…',
  copy: 'Copy settings',
  use: 'Use copied settings…',
  changed: 'What changed',
  copyPrompt: 'Copy prompt and seed',
  one: 'Select one asset',
  two: 'Select exactly two assets',
  tooMany: (most: number): string => `${most} at once at most`,
};
