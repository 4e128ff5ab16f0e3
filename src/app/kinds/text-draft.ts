/**
 * Words that were typed and are not in the library yet. They lie in this browser from the very
 * key press, so that a crash or a reload between two savings loses nothing.
 */
const key = (asset: string): string => `inkreel:draft:${asset}`;

/** The words that were not saved when the page went away; null when all were. */
export function keptDraft(asset: string): string | null {
  try {
    return localStorage.getItem(key(asset));
  } catch {
    return null;
  }
}

/** Keeps words until they are saved. Where the browser keeps nothing, or not that much, it goes on. */
export function keepDraft(asset: string, content: string): void {
  try {
    localStorage.setItem(key(asset), content);
  } catch {
    // The pause that saves it is short.
  }
}

export function dropDraft(asset: string): void {
  try {
    localStorage.removeItem(key(asset));
  } catch {
    // Nothing was kept.
  }
}
