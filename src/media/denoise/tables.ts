/** The numbers of one strength as tables of integers, shared by the processor's code and the shader. */

/** Most frames that a place remembers. */
export const mostFrames = 12;
/** Levels of the spatial tables: a place that remembers more frames needs its neighbours less. */
export const levels = 8;
/** Rings of neighbours by distance: 1, √2, 2. */
export const rings = 3;

export interface Tables {
  /** By difference of the means of 5 × 5 pixels (0–255): how far the past is believed, 0–256. */
  readonly agree: Uint16Array;
  /** By level, ring, and difference of the guide (0–255): weight of a neighbour, 0–256. */
  readonly near: Uint16Array;
  /** Most frames × 16 that a place remembers. */
  readonly memory: number;
}

/**
 * @param grain deviation of the noise in steps of 0–255
 * @param overTime 0 to 1: how much frames help each other
 */
export function tablesOf(grain: number, overTime: number): Tables {
  const sigma = Math.max(0.3, grain);
  // The mean of 25 pixels swings five times less than a pixel; the past, a mean itself, still less.
  const swing = (sigma / 5) * 1.25 + 0.7;
  const agree = Uint16Array.from({ length: 256 }, (_, difference) => {
    const beyond = Math.max(0, difference - 1.5 * swing) / (1.2 * swing);
    return Math.round(256 * Math.exp(-beyond * beyond));
  });
  const distances = [1, Math.SQRT2, 2];
  const near = new Uint16Array(levels * rings * 256);
  for (let level = 0; level < levels; level += 1) {
    const frames = 1 + (level * (mostFrames - 1)) / (levels - 1);
    // The guide is a mean of 3 × 3 with weights: its noise is 0.375 of a pixel's.
    const reach = 2.2 * 0.375 * (sigma / Math.sqrt(frames)) + 0.4;
    const width = 0.6 + 1.5 / frames ** 0.7;
    distances.forEach((distance, ring) => {
      const share = Math.exp(-(distance * distance) / (2 * width * width));
      for (let difference = 0; difference < 256; difference += 1) {
        const weight = share * Math.exp(-(difference * difference) / (2 * reach * reach));
        near[(level * rings + ring) * 256 + difference] = Math.round(256 * weight);
      }
    });
  }
  return { agree, near, memory: Math.round(16 * (1 + (mostFrames - 1) * overTime)) };
}

/** The level of the spatial tables for a memory of frames × 16. */
export const levelOf = (memory: number): number =>
  Math.min(levels - 1, Math.floor(((memory - 16) * (levels - 1)) / ((mostFrames - 1) * 16)));
