/** How a swapped face was made, and under which licences: of the model, and of the detector. */
import type { Generation } from '#domain/asset.ts';
import type { ChosenModel } from '#domain/contract/models.ts';

import { addedModelGeneration } from '../added-model.ts';

import type { FaceSwapParams } from './task.ts';

type Used = Omit<ChosenModel, 'id'> & { readonly id: string };

/**
 * The record of a result. Where the points were found by a model whose results may not be sold, or
 * of which nobody knows it, the record says so of the whole: the stricter licence counts.
 */
export function faceGeneration(params: FaceSwapParams): Generation {
  const { model, detector_model: detector, ...asked } = params;
  const told = detector ? { ...asked, detector_name: detector.name } : asked;
  const made: Generation = model
    ? addedModelGeneration(model, told)
    : { provider: 'inkreel', model: 'face swap 1', params: told };
  if (!detector || detector.commercial_use === true) return made;
  return stricter(made, detector);
}

function stricter(made: Generation, detector: Used): Generation {
  const { commercial_use: sold, model_license: licence, ...rest } = made;
  const isForbidden = sold === false || detector.commercial_use === false;
  return {
    ...rest,
    model: `${made.model}, ${detector.name}`,
    model_license: [licence, detector.licence].filter((one) => one !== undefined).join('; '),
    ...(isForbidden ? { commercial_use: false } : {}),
  };
}
