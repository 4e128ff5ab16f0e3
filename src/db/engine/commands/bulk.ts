import { ok } from '#domain/result.ts';
import { bulkEdit, folderRules } from '../bulk-input.ts';
import { planEdit, writePlan } from '../bulk-plan.ts';
import { planFolders } from '../folder-plan.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { allThere } from './assets.ts';
import { command } from './command.ts';

export const bulkCommands = {
  bulkEdit: command<'bulkEdit'>(
    z.strictObject({ assets: shape.uuids, edit: bulkEdit }),
    ({ connection, at }, { assets, edit }) => {
      const there = allThere(connection, assets);
      if (!there.ok) return there;
      const plan = planEdit(connection, assets, edit);
      return plan.ok ? ok({ changed: writePlan(connection, plan.value, at) }) : plan;
    },
    true,
  ),

  tagByFolders: command<'tagByFolders'>(
    z.strictObject({ assets: shape.uuids, rules: folderRules }),
    ({ connection, at }, { assets, rules }) => {
      const there = allThere(connection, assets);
      if (!there.ok) return there;
      return ok({
        changed: writePlan(connection, planFolders(connection, assets, rules), at),
      });
    },
    true,
  ),
};
