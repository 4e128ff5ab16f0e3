/** Which local models an enlargement goes through. */
import { crisp } from '#models/local/crisp/manifest.ts';
import type { LocalModelManifest } from '#models/local/manifest.ts';
import { localModels } from '#models/local/registry.ts';

/**
 * The models for a scale of 2 or 4, first to last: the one made for that scale, or where there is
 * none the one for ×2, twice.
 */
export function passesFor(
  scale: number,
  models: readonly LocalModelManifest[] = localModels,
): readonly [LocalModelManifest, ...LocalModelManifest[]] {
  const own = models.find((model) => model.task === 'upscale' && model.scale === scale);
  return own ? [own] : [crisp, crisp];
}
