/** What a statement says that it was made from. */
import type { CredentialIngredient } from '#domain/credentials.ts';

import { said } from './describe.ts';
import {
  assertionsOf,
  hashedUri,
  valueOf,
  wholeAddress,
  type HashedUri,
  type Manifest,
} from './store.ts';

const relations = { parentOf: 'parent', componentOf: 'component', inputTo: 'input' } as const;

export interface Ingredient {
  readonly title?: string;
  readonly relation: CredentialIngredient['relation'];
  readonly manifest?: Manifest;
  /** The statement that is meant and its signature, each with its hash. */
  readonly told?: { readonly statement: HashedUri; readonly signature?: HashedUri };
}

/** What a statement says that it was made from, in order. */
export function ingredientsOf(
  own: Manifest,
  manifests: readonly Manifest[],
): readonly Ingredient[] {
  return assertionsOf(own, 'c2pa.ingredient').flatMap((box) => {
    const value = valueOf(box);
    if (!value) return [];
    const relation = Object.entries(relations).find(([key]) => key === value['relationship'])?.[1];
    const statement = hashedUri(value['activeManifest'] ?? value['c2pa_manifest']);
    const signature = hashedUri(value['claimSignature']);
    const label = statement && wholeAddress(statement.url, own).split('/')[2];
    const manifest = manifests.find((one) => one.label === label && one !== own);
    const title = said(value['dc:title']);
    return [
      {
        ...(title === undefined ? {} : { title }),
        relation: relation ?? 'component',
        ...(manifest && { manifest }),
        ...(statement && { told: { statement, ...(signature && { signature }) } }),
      },
    ];
  });
}

/** The statement about the same bytes before an update, through further updates. */
export function parentOf(own: Manifest, manifests: readonly Manifest[]): Manifest | undefined {
  let at: Manifest | undefined = own;
  for (let steps = 0; at?.isUpdate && steps < 20; steps += 1) {
    at = ingredientsOf(at, manifests).find(({ relation }) => relation === 'parent')?.manifest;
  }
  return at?.isUpdate ? undefined : at;
}

/** Statements that are looked at, and sources of each of them. */
export const mostShown = 20;

/** The statements that can be reached from the file's own, breadth first; a loop ends. */
export function reachable(own: Manifest, manifests: readonly Manifest[]): readonly Manifest[] {
  const order = new Set([own]);
  for (const manifest of order) {
    for (const { manifest: inner } of ingredientsOf(manifest, manifests).slice(0, mostShown)) {
      if (inner && order.size < mostShown) order.add(inner);
    }
  }
  return [...order];
}
