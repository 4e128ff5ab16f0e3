/** The statements of a file as they follow from each other, each checked and described. */
import type { CredentialCheck, CredentialStatement } from '#domain/credentials.ts';

import {
  actionsOf,
  makerOf,
  namesOfActions,
  said,
  signerOf,
  sourceTypeOf,
  toolOf,
} from './describe.ts';
import { ingredientsOf, mostShown, reachable } from './ingredients.ts';
import { checkStatement, judged } from './statement-check.ts';
import type { Manifest } from './store.ts';

/** The statements that can be reached from the file's own, breadth first. */
export async function chainOf(
  own: Manifest,
  manifests: readonly Manifest[],
  gone: ReadonlySet<string>,
  checked: CredentialCheck,
): Promise<readonly CredentialStatement[]> {
  const order = reachable(own, manifests);
  const chain: CredentialStatement[] = [];
  for (const manifest of order) {
    const told = describe(manifest, manifests, order);
    if (manifest === own) {
      chain.push({ ...told, state: checked.state, ...(checked.why && { why: checked.why }) });
    } else {
      const { why } = await checkStatement(manifest, manifests, gone);
      chain.push({ ...told, ...(why ? judged(why) : { state: 'valid' }) });
    }
  }
  return chain;
}

function describe(
  manifest: Manifest,
  manifests: readonly Manifest[],
  order: readonly Manifest[],
): Omit<CredentialStatement, 'state' | 'why'> {
  const [title, madeBy, signedBy] = [
    said(manifest.claim['dc:title']),
    makerOf(manifest),
    signerOf(manifest),
  ];
  const ingredients = ingredientsOf(manifest, manifests).slice(0, mostShown);
  const done = actionsOf(manifest);
  const actions = namesOfActions(done);
  const tools = [...new Set(done.flatMap((action) => toolOf(action) ?? []))].slice(0, mostShown);
  const type = done.map(sourceTypeOf).find((one) => one !== undefined);
  return {
    ...(title === undefined ? {} : { title }),
    ...(madeBy === undefined ? {} : { made_by: madeBy }),
    ...(signedBy === undefined ? {} : { signed_by: signedBy }),
    ...(actions.length === 0 ? {} : { actions }),
    ...(tools.length === 0 ? {} : { tools }),
    ...(type === undefined ? {} : { source_type: type }),
    ...(ingredients.length > 0 && {
      ingredients: ingredients.map(({ title: name, relation, manifest: inner }) => {
        const place = inner ? order.indexOf(inner) : -1;
        return {
          ...(name === undefined ? {} : { title: name }),
          relation,
          ...(place > 0 && { statement: place }),
        };
      }),
    }),
  };
}
