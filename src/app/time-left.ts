/**
 * Time left in ms from how long the part done took; null while too little is done to tell.
 *
 * @param startedAt ms UTC
 * @param fraction 0 to 1
 * @param now ms UTC
 */
export function timeLeft(startedAt: number | null, fraction: number, now: number): number | null {
  if (startedAt === null || fraction < 0.02) return null;
  const elapsed = now - startedAt;
  return elapsed < 800 ? null : (elapsed * (1 - fraction)) / fraction;
}
