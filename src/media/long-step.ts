/**
 * Steps that keep a whole thread busy and cannot be cut into pieces: a network that is loaded or
 * run in WebAssembly, a picture that an encoder takes as a whole. Such a thread hears nothing while
 * it works, so whoever asks it for signs of life must know.
 */

let tell: (begins: boolean) => void = () => undefined;
let depth = 0;

/** Has the steps of this thread told: `true` before the first begins, `false` once all are over. */
export function watchLongSteps(watcher: (begins: boolean) => void): void {
  tell = watcher;
}

/** Does a step that may block this thread for minutes on a slow machine. */
export async function longStep<Value>(step: () => Value | Promise<Value>): Promise<Value> {
  depth += 1;
  if (depth === 1) tell(true);
  try {
    return await step();
  } finally {
    depth -= 1;
    if (depth === 0) tell(false);
  }
}
