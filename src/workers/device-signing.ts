/** How this device signs, for every thread from which files leave; the key is loaded when it is used. */
import type { Signing } from '#tasks/context.ts';

declare const __APP_VERSION__: string | undefined;

export const deviceSigning: Signing = {
  signer: async () => (await import('./signing.ts')).deviceSigner(Date.now()),
  // Tests are not built, and so have no version.
  program: {
    name: 'Inkreel',
    version: typeof __APP_VERSION__ === 'string' ? __APP_VERSION__ : '0',
  },
};
