import * as z from 'zod/mini';

import { fail, ok } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';

import { chooseModel, isModelId } from '../added-model.ts';
import { parseSettings } from '../parse-settings.ts';

import { about } from './about.ts';

const settings = z.strictObject({
  /** The id of a model that finds faces. */
  detector: z.string().check(z.minLength(1, 'choose a model'), z.maxLength(200)),
});

export type FindFacesParams = z.infer<typeof settings>;

/** Finds the faces of a picture; its result holds `faces`, the largest first (`FoundFace`). */
export const findFacesKind: TaskKind<FindFacesParams> = {
  ...about,
  fields: [],
  parse: (given) => parseSettings(settings, given),
  complete: (params, library) => {
    if (!isModelId(params.detector)) {
      return fail({ code: 'invalid_input', field: 'detector', reason: 'there is no such model' });
    }
    const chosen = chooseModel(library, params.detector, 'face_detection');
    return chosen.ok ? ok(params) : chosen;
  },
  refuses: (source) =>
    source.format === 'svg' ? 'A drawing in SVG has no pixels: convert it to PNG first.' : null,
};
