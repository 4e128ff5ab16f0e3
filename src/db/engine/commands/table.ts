import type { CommandName } from '#domain/contract/commands.ts';
import { assetCommands } from './assets.ts';
import { backupCommands } from './backup.ts';
import { bulkCommands } from './bulk.ts';
import { collectionMemberCommands } from './collection-members.ts';
import { collectionCommands } from './collections.ts';
import type { Command } from './command.ts';
import { creditCommands } from './credits.ts';
import { enqueueCommands } from './enqueue.ts';
import { folderCommands } from './folders.ts';
import { importCommands } from './imports.ts';
import { kindCommands } from './kinds.ts';
import { modelCommands } from './models.ts';
import { maskCommands } from './masks.ts';
import { oldModelCommands } from './old-model.ts';
import { packCommands } from './packs.ts';
import { rebuildCommands } from './rebuild.ts';
import { relationshipCommands } from './relationships.ts';
import { remakeCommands } from './remake.ts';
import { reviewCommands } from './reviews.ts';
import { similarCommands } from './similar.ts';
import { sidecarCommands } from './sidecars.ts';
import { smallPictureCommands } from './small-pictures.ts';
import { projectTrashCommands } from './project-trash.ts';
import { projectCommands } from './projects.ts';
import { runAgainCommands } from './run-again.ts';
import { savedQueryCommands } from './saved-queries.ts';
import { trashCommands } from './trash.ts';
import { tagCommands } from './tags.ts';
import { taskCommands } from './tasks.ts';
import { undoCommands } from './undo.ts';

/** Every command of the contract; a missing one does not compile. */
export const commands: { readonly [Name in CommandName]: Command<Name> } = {
  ...importCommands,
  ...assetCommands,
  ...creditCommands,
  ...tagCommands,
  ...bulkCommands,
  ...enqueueCommands,
  ...taskCommands,
  ...runAgainCommands,
  ...maskCommands,
  ...packCommands,
  ...reviewCommands,
  ...similarCommands,
  ...smallPictureCommands,
  ...collectionCommands,
  ...collectionMemberCommands,
  ...kindCommands,
  ...oldModelCommands,
  ...relationshipCommands,
  ...rebuildCommands,
  ...remakeCommands,
  ...projectCommands,
  ...projectTrashCommands,
  ...trashCommands,
  ...folderCommands,
  ...sidecarCommands,
  ...backupCommands,
  ...savedQueryCommands,
  ...modelCommands,
  ...undoCommands,
};
