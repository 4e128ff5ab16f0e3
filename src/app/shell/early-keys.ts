/**
 * What is typed between the wish for a line of text and the moment it stands: the line may have to
 * be loaded first, and its letters must not become acts of the screen behind it meanwhile.
 */
let typed = '';
let onEscape: (() => void) | null = null;

function hold(event: KeyboardEvent): void {
  // Other combinations (reload, another tab) stay what they are.
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.key === 'Escape') onEscape?.();
  else if (event.key === 'Backspace') typed = typed.slice(0, -1);
  else if (event.key.length === 1) typed += event.key;
}

/** Holds keys from now on; `escape` is done if Escape is among them. */
export function holdKeys(escape: () => void): void {
  typed = '';
  onEscape = escape;
  document.addEventListener('keydown', hold, true);
}

/** Ends holding and gives the letters that were typed meanwhile. */
export function heldKeys(): string {
  document.removeEventListener('keydown', hold, true);
  const text = typed;
  typed = '';
  onEscape = null;
  return text;
}
