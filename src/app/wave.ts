/** Bars of a small wave, and how far apart they stand, in units of its drawing. */
const bars = 72;
const step = 4;
const thick = 2.4;
const height = 100;
/** Even silence is a line that can be seen. */
const thinnest = 3;

/**
 * A wave as the text of an SVG picture, to be used as a mask: black where there is sound, stretched
 * to whatever place it is given.
 *
 * @param peaks pairs of low and high, 0–255, silence at 128
 */
export function waveDrawing(peaks: Uint8Array): string {
  const slots = Math.floor(peaks.length / 2);
  const path = Array.from({ length: bars }, (_, bar) => {
    const from = Math.floor((bar / bars) * slots);
    const to = Math.max(from + 1, Math.floor(((bar + 1) / bars) * slots));
    let [low, high] = [128, 128];
    for (let slot = from; slot < to; slot += 1) {
      low = Math.min(low, peaks[slot * 2] ?? 128);
      high = Math.max(high, peaks[slot * 2 + 1] ?? 128);
    }
    const tall = Math.max(thinnest, ((high - low) / 255) * height);
    const top = Math.min((1 - high / 255) * height, height / 2 - thinnest / 2);
    return `M${(bar * step).toFixed(1)} ${top.toFixed(1)}h${thick}v${tall.toFixed(1)}h-${thick}z`;
  }).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${bars * step} ${height}" preserveAspectRatio="none"><path d="${path}"/></svg>`;
}
