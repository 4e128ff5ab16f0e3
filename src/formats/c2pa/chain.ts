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
import { ingredientsOf, type Ingredient } from './ingredients.ts';
import { checkStatement, judged } from './statement-check.ts';
import type { Manifest } from './store.ts';

const mostShown = 20;

/** The statements that can be reached from the file's own, breadth first; a loop ends. */
export async function chainOf(
  own: Manifest,
  manifests: readonly Manifest[],
  gone: ReadonlySet<string>,
  checked: CredentialCheck,
): Promise<readonly CredentialStatement[]> {
  const order: Manifest[] = [own];
  const chain: CredentialStatement[] = [];
  for (let index = 0; index < order.length; index += 1) {
    const manifest = order[index];
    if (!manifest) break;
    const ingredients = ingredientsOf(manifest, manifests).slice(0, mostShown);
    for (const { manifest: inner } of ingredients) {
      if (inner && !order.includes(inner) && order.length < mostShown) order.push(inner);
    }
    const why = index === 0 ? undefined : (await checkStatement(manifest, manifests, gone)).why;
    const verdict =
      index === 0
        ? { state: checked.state, ...(checked.why && { why: checked.why }) }
        : why
          ? judged(why)
          : { state: 'valid' as const };
    chain.push({ ...describe(manifest, ingredients, order), ...verdict });
  }
  return chain;
}

function describe(
  manifest: Manifest,
  ingredients: readonly Ingredient[],
  order: readonly Manifest[],
): Omit<CredentialStatement, 'state' | 'why'> {
  const [title, madeBy, signedBy] = [
    said(manifest.claim['dc:title']),
    makerOf(manifest),
    signerOf(manifest),
  ];
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
