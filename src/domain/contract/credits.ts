/** Whose work assets are, and on which terms: said by a person. */
import type { AssetId } from '#domain/id.ts';

/** What is not named stays as it is; an empty list, or null, takes away. */
export interface CreditChanges {
  readonly creators?: readonly string[];
  readonly rights?: string | null;
}

export interface CreditCommands {
  /** Says of each of the assets who made it and what may be done with it. Results keep what they have. */
  editCredits: {
    input: { readonly assets: readonly AssetId[]; readonly changes: CreditChanges };
    value: { readonly changed: number };
  };
}
