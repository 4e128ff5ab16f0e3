/**
 * Whether somebody still waits for a statement that runs. No message reaches a thread that is
 * busy, and shared memory is there only on isolated pages. An address of a blob is something that
 * its page can take back at any moment and that a busy worker can look up at once, in every tab
 * and on every page: it stands for "go on".
 */

/** Whether an address still leads to something; asks synchronously, which only workers may. */
function leadsSomewhere(address: string): boolean {
  try {
    const request = new XMLHttpRequest();
    request.open('GET', address, false);
    request.send();
    return request.status === 200;
  } catch {
    return false;
  }
}

let canAsk: boolean | undefined;

/** Whether this browser can look up a blob's address in the middle of work at all. */
function isAble(): boolean {
  if (canAsk === undefined) {
    const own = URL.createObjectURL(new Blob(['1']));
    canAsk = leadsSomewhere(own);
    URL.revokeObjectURL(own);
  }
  return canAsk;
}

/** Whether a mark still stands. Where it cannot be looked up, it does; foreign addresses too. */
export const isWanted = (mark: string): boolean =>
  !mark.startsWith(`blob:${location.origin}/`) || !isAble() || leadsSomewhere(mark);
