/** A detector of faces that a person added, ready to look at pictures. */
import { fail, ok, type Result } from '#domain/result.ts';
import type { FoundFace } from '#domain/face.ts';
import type { PixelSource } from '#media/image/pixels.ts';
import type { Backend } from '#models/local/backend.ts';

import { isModelId, openAddedModel } from '../added-model.ts';
import type { TaskContext } from '../context.ts';

export interface Detector {
  /** The faces of a picture, the largest first; none is an answer too. */
  find(
    picture: PixelSource,
  ): Promise<Result<{ readonly faces: readonly FoundFace[]; readonly backend: Backend }>>;
}

/** Opens the detector that the settings name. */
export async function openDetector(id: string, context: TaskContext): Promise<Result<Detector>> {
  if (!isModelId(id)) {
    return fail({ code: 'invalid_input', field: 'detector', reason: 'there is no such model' });
  }
  const opened = await openAddedModel(context, id, 'face_detection');
  if (!opened.ok) return opened;
  const { model, bytes, choice } = opened.value;
  const { findFaces } = await import('#models/local/face/find.ts');
  return ok({
    find: (picture) =>
      findFaces(picture, {
        model,
        bytes,
        choice,
        signal: context.signal,
        onStep: (fraction) => context.progress(fraction, 'looking for faces'),
      }),
  });
}
