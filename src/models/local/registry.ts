import { crispX4 } from './crisp-x4/manifest.ts';
import { crisp } from './crisp/manifest.ts';
import type { LocalModelManifest } from './manifest.ts';

/** Every model that runs on this device, in the order in which they are offered. */
export const localModels: readonly LocalModelManifest[] = [crisp, crispX4];
