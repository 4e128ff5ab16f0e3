/** Limits of the test's scheduler, in ms: a busy machine is slow, so they are not as short as could be. */
export const stuckPaces = { heartbeat: 250, silence: 3_000, longSilence: 60_000 };
