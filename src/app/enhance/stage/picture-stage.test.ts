import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { noEdits } from '#media/edit/edits.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { PictureStage } from './picture-stage.ts';

/** Threads as they were started, with what was said to them. */
let threads: ThreadOfTest[];

class ThreadOfTest extends EventTarget {
  readonly heard: ToWorker[] = [];
  isEnded = false;
  constructor() {
    super();
    threads.push(this);
  }
  postMessage(message: ToWorker): void {
    this.heard.push(message);
  }
  terminate(): void {
    this.isEnded = true;
  }
  say(message: FromWorker): void {
    this.dispatchEvent(new MessageEvent('message', { data: message }));
  }
}

beforeEach(() => {
  threads = [];
  vi.stubGlobal('Worker', ThreadOfTest);
  vi.stubGlobal('requestAnimationFrame', () => 1);
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
});
afterEach(() => vi.unstubAllGlobals());

const opened = { is: 'opened', width: 40, height: 30, hasAlpha: false, levels: 1 } as const;
const file = new Blob(['picture']);

test('the light of a draft, there before the picture is, is asked for once it is open', () => {
  const stage = new PictureStage({ width: 40, height: 30 });
  const scene = { uncropped: false, compare: 'edited' } as const;
  const lights = () =>
    threads[0]!.heard.flatMap((one) => (one.is === 'tone' ? [one.edits.exposure] : []));
  stage.setScene({ ...scene, edits: { ...noEdits, exposure: 1 } });
  stage.open(file, 'fox.png');
  stage.setScene({ ...scene, edits: { ...noEdits, exposure: 2 } });
  expect(lights()).toEqual([]);
  threads[0]!.say(opened);
  expect(lights()).toEqual([2]);
  stage.close();
});

test('after a thread that failed another one opens the same file with the same edits', async () => {
  const stage = new PictureStage({ width: 40, height: 30 });
  stage.setScene({ edits: { ...noEdits, exposure: 1 }, uncropped: false, compare: 'edited' });
  stage.open(file, 'fox.png');
  threads[0]!.say(opened);
  const toned = threads[0]!.heard.filter(({ is }) => is === 'tone');
  expect(toned).toHaveLength(1);
  const reading = stage.read({ x: 0, y: 0, width: 4, height: 4 });
  threads[0]!.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
  expect(stage.state()).toMatchObject({ state: 'failed', failure: { code: 'interrupted' } });

  stage.tryAgain();
  expect(stage.state()).toMatchObject({ state: 'decoding', failure: null });
  expect(threads.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  // Who waited for pixels is told that there are none, instead of waiting for ever.
  expect(await reading).toBeNull();
  threads[1]!.say(opened);
  expect(stage.state().state).toBe('open');
  expect(threads[1]!.heard[0]).toEqual({ is: 'open', file, name: 'fox.png' });
  expect(threads[1]!.heard.filter(({ is }) => is === 'tone')).toEqual(toned);
  stage.close();
  expect(threads[1]!.isEnded).toBe(true);
});

test('a file that could not be had is asked for again', () => {
  const stage = new PictureStage({ width: 40, height: 30 });
  let asked = 0;
  const read = (): void => {
    asked += 1;
    if (asked < 3) stage.fail({ code: 'not_found', what: 'the file' }, read);
    else stage.open(file, 'fox.png');
  };
  read();
  stage.tryAgain();
  expect(stage.state()).toMatchObject({ state: 'failed', failure: { code: 'not_found' } });
  stage.tryAgain();
  expect(asked).toBe(3);
  expect(stage.state().state).toBe('decoding');
  expect(threads).toHaveLength(1);
  stage.close();
});
