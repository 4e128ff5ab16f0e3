import type { FolderOutcome } from '#domain/folders/report.ts';
import type { AssetId } from '#domain/id.ts';
import { fail, ok } from '#domain/result.ts';
import { folderOf } from '../folder-rows.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { readTask } from '../rows.ts';
import { enterSidecar } from '../said.ts';
import { folderSidecar } from '../said-input.ts';
import { command } from './command.ts';
import { reportOutcomes, skipFile, skippedFile } from './folder-report.ts';

export const sidecarCommands = {
  presetImport: command<'presetImport'>(
    z.strictObject({ task: shape.uuid }),
    (scope, { task }) =>
      readTask(scope.connection, task) === undefined
        ? fail({ code: 'not_found', what: 'task', id: task })
        : ok({ request: scope.request }),
    true,
  ),

  enterSidecars: command<'enterSidecars'>(
    z.strictObject({
      folder: shape.uuid,
      task: z.optional(shape.uuid),
      sidecars: z.array(folderSidecar).check(z.maxLength(10_000)),
      skipped: z.array(skippedFile).check(z.maxLength(10_000)),
    }),
    (scope, { folder, task, sidecars, skipped }) => {
      const found = folderOf(scope, folder);
      if (!found.ok) return found;
      const { connection } = scope;
      const outcomes: FolderOutcome[] = [];
      const leave = (file: (typeof skipped)[number]): void => {
        skipFile(scope, folder, file);
        connection.run('DELETE FROM sidecars WHERE folder_id = ? AND path = ?', [
          folder,
          file.path,
        ]);
        outcomes.push({ outcome: 'skipped', path: file.path, reason: file.reason });
      };
      for (const { of, ...sidecar } of sidecars) {
        const { path } = sidecar;
        const asset = connection.one<{ asset_id: AssetId }>(
          'SELECT asset_id FROM asset_files WHERE folder_id = ? AND path = ?',
          [folder, of],
        )?.asset_id;
        if (asset === undefined) {
          leave({ ...sidecar, reason: 'it lies beside a file that is not in the library' });
          continue;
        }
        connection.run('DELETE FROM folder_skipped WHERE folder_id = ? AND path = ?', [
          folder,
          path,
        ]);
        const fileName = of.slice(of.lastIndexOf('/') + 1);
        const { changed, kept } = enterSidecar(scope, asset, sidecar, {
          folder,
          fileName,
          isNew: false,
        });
        if (changed || kept.length > 0) outcomes.push({ outcome: 'sidecar', path, of, kept });
      }
      for (const file of skipped) leave(file);
      reportOutcomes(scope, task, outcomes);
      return ok({ outcomes });
    },
  ),
};
