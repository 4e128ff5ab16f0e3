/**
 * The browser's caches are a convenience, never a condition. When a renderer dies in the middle of
 * a write to one, Chromium may answer nobody who asks for any cache of the origin until the whole
 * browser is started again (seen as work that waited for ever after a crash in the first seconds
 * of the first visit; tests/e2e/kills.spec.ts). So nothing waits for them for ever.
 */
const usualPatience = 4_000;

/** What was asked for, or undefined when that fails or does not come within so many milliseconds. */
export function inTime<Value>(
  asked: Promise<Value>,
  within = usualPatience,
): Promise<Value | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, within, undefined);
    asked.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      () => {
        clearTimeout(timer);
        resolve(undefined);
      },
    );
  });
}
