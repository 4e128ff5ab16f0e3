/** The page's side of previews: one worker for as long as a dialog stands. */
import { connect, type Remote } from '../rpc.ts';

import type { PreviewMethods } from './methods.ts';

export type { FramePair, JoinLook, SoundFacts, SoundPair } from './methods.ts';

export interface Previews extends Pick<Remote<PreviewMethods>, 'call'> {
  close(): void;
}

export function openPreviews(): Previews {
  const worker = new Worker(new URL('../preview.worker.ts', import.meta.url), {
    type: 'module',
    name: 'inkreel preview',
  });
  const lost = new Promise<void>((resolve) => {
    worker.addEventListener('error', () => resolve());
  });
  const remote = connect<PreviewMethods>(worker, lost);
  return {
    call: (name, input, signal) => remote.call(name, input, signal),
    close() {
      remote.close();
      worker.terminate();
    },
  };
}
