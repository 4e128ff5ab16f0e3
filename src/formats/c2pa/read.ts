/**
 * Content credentials (C2PA 2.2): what a file says of its making in signed statements. Only read;
 * `verify.ts` checks them.
 */
import type { ContentCredentials } from '#domain/credentials.ts';

import {
  actionsOf,
  isTrained,
  makerOf,
  namesOfActions,
  signerOf,
  sourceTypeOf,
  toolOf,
} from './describe.ts';
import { readStore } from './store.ts';

/** Reads the store of a file; undefined when it holds no statement that can be read. */
export function readCredentials(store: Uint8Array): ContentCredentials | undefined {
  const manifests = readStore(store);
  // The last one speaks for the file; the others for what it was made from.
  const own = manifests.at(-1);
  if (!own) return undefined;
  const madeBy = makerOf(own);
  const signedBy = signerOf(own);
  const told = actionsOf(own);
  const all = manifests.flatMap(actionsOf);
  const types = all.flatMap((action) => sourceTypeOf(action) ?? []);
  const type = told.map(sourceTypeOf).find((one) => one !== undefined) ?? types.find(isTrained);
  const tool = all
    .toSorted(
      (one, other) => Number(isTrained(sourceTypeOf(other))) - Number(isTrained(sourceTypeOf(one))),
    )
    .map(toolOf)
    .find((one) => one !== undefined);
  const actions = namesOfActions(told);
  return {
    ...(madeBy === undefined ? {} : { made_by: madeBy }),
    ...(signedBy === undefined ? {} : { signed_by: signedBy }),
    ...(tool === undefined ? {} : { tool }),
    ...(actions.length === 0 ? {} : { actions }),
    ...(type === undefined ? {} : { source_type: type }),
    ai: types.some(isTrained),
    statements: manifests.length,
  };
}
