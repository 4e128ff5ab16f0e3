import type { ChosenFile } from '../inkreel.ts';
import type { FromDemoWorker } from './demo.worker.ts';

/** The top folder that the demo's files say they come from. */
export const demoFolder = 'Lantern Road';

/** Has the demo's files made in a worker. Rejects with an Error when it cannot go on. */
export function makeDemoFiles(
  onProgress: (done: number, total: number) => void,
): Promise<readonly ChosenFile[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./demo.worker.ts', import.meta.url), {
      type: 'module',
      name: 'inkreel demo',
    });
    const files: ChosenFile[] = [];
    const fail = (reason: string): void => {
      worker.terminate();
      reject(new Error(reason));
    };
    worker.addEventListener('error', (event) => fail(event.message));
    worker.addEventListener('message', ({ data }: MessageEvent<FromDemoWorker>) => {
      switch (data.kind) {
        case 'file':
          files.push({
            file: new File([data.blob], data.name, { type: data.blob.type }),
            path: `${demoFolder}/${data.folder}/${data.name}`,
          });
          break;
        case 'progress':
          onProgress(data.done, data.total);
          break;
        case 'done':
          worker.terminate();
          resolve(files);
          break;
        case 'failed':
          fail(data.reason);
          break;
      }
    });
  });
}
