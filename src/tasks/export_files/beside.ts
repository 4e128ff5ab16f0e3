/** What the library knows of an asset, as files beside it. */
import type { Generation } from '#domain/asset.ts';
import type { ExportRow } from '#domain/contract/folders.ts';
import type { OutgoingChoice } from '#domain/outgoing.ts';
import { recipeOf, sourceTypeOf, type RecipeGround } from '#domain/recipe.ts';
import { jsonSidecar } from '#formats/sidecar/json.ts';
import { saidOf } from '#formats/sidecar/said-of.ts';
import { xmpPacket } from '#formats/xmp/write.ts';

import type { SidecarChoice } from './task.ts';

export interface SidecarToWrite {
  /** With the point: it stands behind the whole name of the file. */
  readonly ending: string;
  readonly bytes: Blob;
}

/** A record of the making as it may leave: prompts stay here where they are not to go out. */
function generationOf(
  row: ExportRow,
  ground: RecipeGround | undefined,
  { recipe, prompts }: OutgoingChoice,
): Generation | undefined {
  if (!recipe || row.generation === null) return undefined;
  // The border: JSON that this program wrote.
  const generation = JSON.parse(row.generation) as Generation;
  if (prompts) return generation;
  const made = { id: row.id, provenance: row.provenance, made_at: '', tool: null, sources: [] };
  return recipeOf({ ...made, ancestors: ground?.ancestors ?? [], generation }, false)?.generation;
}

/** The sidecars of an asset, as they were chosen. */
export function sidecarsOf(
  row: ExportRow,
  ground: RecipeGround | undefined,
  choice: SidecarChoice,
  carry: OutgoingChoice,
): readonly SidecarToWrite[] {
  if (choice === 'none') return [];
  const said = saidOf(row, ground && sourceTypeOf(ground), generationOf(row, ground, carry));
  const xmp = {
    ending: '.xmp',
    bytes: new Blob([xmpPacket(said)], { type: 'application/rdf+xml' }),
  };
  const { id, blob: sha256, size } = row;
  const json = {
    ending: '.json',
    bytes: new Blob([jsonSidecar({ id, sha256, size }, said)], { type: 'application/json' }),
  };
  if (choice === 'both') return [xmp, json];
  return choice === 'xmp' ? [xmp] : [json];
}
