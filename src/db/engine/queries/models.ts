import type { LocalModelRow } from '#domain/contract/models.ts';
import { inNameOrder } from '#domain/search.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { modelTask } from '../model-input.ts';
import { query } from './query.ts';

export const modelQueries = {
  localModels: query<'localModels'>(
    z.strictObject({ task: z.optional(modelTask), ready: z.optional(z.boolean()) }),
    ({ connection }, { task, ready }) =>
      inNameOrder(
        connection.all<LocalModelRow>(
          `SELECT * FROM local_models WHERE (?1 IS NULL OR task = ?1) AND enabled >= ?2 ORDER BY id`,
          [task ?? null, ready === true ? 1 : 0],
        ),
        ({ name }) => name,
      ),
  ),

  localModel: query<'localModel'>(
    z.strictObject({ id: shape.uuid }),
    ({ connection }, { id }) =>
      connection.one<LocalModelRow>('SELECT * FROM local_models WHERE id = ?', [id]) ?? null,
  ),
};
