/** Finds the faces of one picture and tells where they are; nothing is made or changed. */
import { ok } from '#domain/result.ts';

import type { Run } from '../context.ts';
import { onPicture } from '../on-picture.ts';

import { openDetector } from './detector.ts';
import type { FindFacesParams } from './task.ts';

export const run: Run<FindFacesParams> = onPicture(async ({ image }, { detector }, context) => {
  const opened = await openDetector(detector, context);
  if (!opened.ok) return opened;
  const found = await opened.value.find(image);
  if (!found.ok) return found;
  const { faces, backend } = found.value;
  return ok({ result: { faces, backend } });
});
