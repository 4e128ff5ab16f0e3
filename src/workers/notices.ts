/** Change notices, few and far enough between: work in bulk commits hundreds of times a second. */

/** Milliseconds between two notices at least; the first after a silence goes out at once. */
const usualPace = 100;

/**
 * Gathers the tables of commits and passes them on at most every `pace` ms. Nothing is lost: what
 * came within the pause goes out together at its end.
 */
export function paceNotices(
  tell: (tables: readonly string[]) => void,
  pace = usualPace,
): (tables: Iterable<string>) => void {
  let gathered = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const send = (): void => {
    timer = undefined;
    if (gathered.size === 0) return;
    const tables = [...gathered];
    gathered = new Set();
    timer = setTimeout(send, pace);
    tell(tables);
  };

  return (tables) => {
    for (const table of tables) gathered.add(table);
    if (timer === undefined) send();
  };
}
