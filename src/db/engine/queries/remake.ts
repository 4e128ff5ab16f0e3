import * as shape from '../input.ts';
import { z } from '../input.ts';
import { planRemake } from '../remake-plan.ts';
import { readAsset } from '../rows.ts';
import { query } from './query.ts';

export const remakeQueries = {
  remakePlan: query<'remakePlan'>(
    z.strictObject({ ids: shape.uuids }),
    ({ connection, kindOf }, { ids }) =>
      ids.flatMap((id) => {
        const asset = readAsset(connection, id);
        if (asset === undefined) return [];
        const { run: _run, ...step } = planRemake(connection, (kind) => kindOf(kind), asset);
        return [step];
      }),
  ),
};
