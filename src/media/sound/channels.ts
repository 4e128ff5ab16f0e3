/** Brings the channels of a sound to another number, as ITU-R BS.775 mixes them. */
import type { Block } from './overlap-add.ts';

/** What each channel gives to left and right; channels in the order of WAVE and AAC decoders here. */
const [whole, half] = [1, Math.SQRT1_2];
const left = [whole, 0] as const;
const right = [0, whole] as const;
const centre = [half, half] as const;
const backLeft = [half, 0] as const;
const backRight = [0, half] as const;
/** The low effects are left out of a mix, as the recommendation says. */
const low = [0, 0] as const;

type Share = readonly [number, number];
const layouts: Readonly<Record<number, readonly Share[]>> = {
  3: [left, right, centre],
  4: [left, right, backLeft, backRight],
  5: [left, right, centre, backLeft, backRight],
  6: [left, right, centre, low, backLeft, backRight],
  7: [left, right, centre, low, centre, backLeft, backRight],
  8: [left, right, centre, low, backLeft, backRight, backLeft, backRight],
};

/**
 * The same sound in so many channels: one becomes two alike, two become their mean, more become two
 * scaled so that they cannot clip. Other numbers are taken as they lie, the rest is silent.
 */
export function inChannels(block: Block, channels: number): Block {
  const own = block.length;
  if (own === channels) return block;
  const [first = new Float32Array(0)] = block;
  if (own === 1 && channels === 2) return [first, first];
  if (channels === 1) {
    const [one, other] = own === 2 ? block : inChannels(block, 2);
    return [first.map((_, at) => ((one?.[at] ?? 0) + (other?.[at] ?? 0)) / 2)];
  }
  const layout = channels === 2 ? layouts[own] : undefined;
  if (!layout) {
    return Array.from(
      { length: channels },
      (_, channel) => block[channel] ?? new Float32Array(first.length),
    );
  }
  return [0, 1].map((side) => {
    const shares = layout.map((share) => share[side] ?? 0);
    const scale = 1 / shares.reduce((sum, share) => sum + share, 0);
    const out = new Float32Array(first.length);
    block.forEach((samples, channel) => {
      const share = (shares[channel] ?? 0) * scale;
      if (share === 0) return;
      for (let at = 0; at < out.length; at += 1) {
        out[at] = (out[at] ?? 0) + share * (samples[at] ?? 0);
      }
    });
    return out;
  });
}
