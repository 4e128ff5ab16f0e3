/**
 * Colours of the subject or of the background as a mixture of Gaussians in RGB, fitted as GrabCut
 * does (C. Rother et al., SIGGRAPH 2004): each pixel belongs to one component.
 */

/** Most components of a mixture. */
const components = 5;
/** Samples that a fit looks at. */
const mostSamples = 6_000;
const roundsOfMeans = 6;
/** Least variance of a channel: two flat colours must not be infinitely far apart. */
const leastVariance = 12;

/** One Gaussian: its mean, the inverse of its covariance (xx, xy, xz, yy, yz, zz), its constant. */
interface Component {
  readonly mean: readonly [number, number, number];
  readonly inverse: readonly [number, number, number, number, number, number];
  /** −log weight + ½ log det of the covariance. */
  readonly constant: number;
}

export type Mixture = readonly Component[];

/** Fits a mixture to the RGBA pixels at the given places. Empty when there are none. */
export function fitMixture(pixels: Uint8ClampedArray, places: Int32Array): Mixture {
  const step = Math.max(1, Math.ceil(places.length / mostSamples));
  const count = Math.ceil(places.length / step);
  const samples = new Float64Array(count * 3);
  for (let index = 0; index < count; index += 1) {
    const from = (places[index * step] ?? 0) * 4;
    for (let channel = 0; channel < 3; channel += 1) {
      samples[index * 3 + channel] = pixels[from + channel] ?? 0;
    }
  }
  const members = clustered(samples);
  const result: Component[] = [];
  for (let cluster = 0; cluster < components; cluster += 1) {
    const component = gaussianOf(samples, members, cluster);
    if (component) result.push(component);
  }
  return result;
}

/** k-means from quantiles of the channel that varies most; the same for the same samples. */
function clustered(samples: Float64Array): Uint8Array {
  const count = samples.length / 3;
  const spreads = [0, 1, 2].map((channel) => {
    let [sum, squares] = [0, 0];
    for (let at = channel; at < samples.length; at += 3) {
      sum += samples[at] ?? 0;
      squares += (samples[at] ?? 0) ** 2;
    }
    return squares / count - (sum / count) ** 2;
  });
  const widest = spreads.indexOf(Math.max(...spreads));
  const order = Array.from({ length: count }, (_, index) => index).toSorted(
    (one, other) => (samples[one * 3 + widest] ?? 0) - (samples[other * 3 + widest] ?? 0),
  );
  const centres = new Float64Array(components * 3);
  for (let cluster = 0; cluster < components; cluster += 1) {
    const index = order[Math.floor(((cluster + 0.5) * count) / components)] ?? 0;
    centres.set(samples.subarray(index * 3, index * 3 + 3), cluster * 3);
  }
  const members = new Uint8Array(count);
  for (let round = 0; round < roundsOfMeans; round += 1) {
    const sums = new Float64Array(components * 4);
    for (let index = 0; index < count; index += 1) {
      let best = 0;
      let least = Infinity;
      for (let cluster = 0; cluster < components; cluster += 1) {
        const red = (samples[index * 3] ?? 0) - (centres[cluster * 3] ?? 0);
        const green = (samples[index * 3 + 1] ?? 0) - (centres[cluster * 3 + 1] ?? 0);
        const blue = (samples[index * 3 + 2] ?? 0) - (centres[cluster * 3 + 2] ?? 0);
        const far = red * red + green * green + blue * blue;
        if (far >= least) continue;
        best = cluster;
        least = far;
      }
      members[index] = best;
      sums[best * 4] = (sums[best * 4] ?? 0) + 1;
      for (let channel = 0; channel < 3; channel += 1) {
        const at = best * 4 + 1 + channel;
        sums[at] = (sums[at] ?? 0) + (samples[index * 3 + channel] ?? 0);
      }
    }
    for (let cluster = 0; cluster < components; cluster += 1) {
      const size = sums[cluster * 4] ?? 0;
      if (size === 0) continue;
      for (let channel = 0; channel < 3; channel += 1) {
        centres[cluster * 3 + channel] = (sums[cluster * 4 + 1 + channel] ?? 0) / size;
      }
    }
  }
  return members;
}

function gaussianOf(samples: Float64Array, members: Uint8Array, cluster: number): Component | null {
  let n = 0;
  let x = 0;
  let y = 0;
  let z = 0;
  let xx = 0;
  let xy = 0;
  let xz = 0;
  let yy = 0;
  let yz = 0;
  let zz = 0;
  for (let index = 0; index < members.length; index += 1) {
    if (members[index] !== cluster) continue;
    const red = samples[index * 3] ?? 0;
    const green = samples[index * 3 + 1] ?? 0;
    const blue = samples[index * 3 + 2] ?? 0;
    n += 1;
    x += red;
    y += green;
    z += blue;
    xx += red * red;
    xy += red * green;
    xz += red * blue;
    yy += green * green;
    yz += green * blue;
    zz += blue * blue;
  }
  if (n === 0) return null;
  const mean = [x / n, y / n, z / n] as const;
  const a = xx / n - mean[0] * mean[0] + leastVariance;
  const b = xy / n - mean[0] * mean[1];
  const c = xz / n - mean[0] * mean[2];
  const d = yy / n - mean[1] * mean[1] + leastVariance;
  const e = yz / n - mean[1] * mean[2];
  const f = zz / n - mean[2] * mean[2] + leastVariance;
  const det = a * (d * f - e * e) - b * (b * f - c * e) + c * (b * e - c * d);
  return {
    mean,
    inverse: [
      (d * f - e * e) / det,
      (c * e - b * f) / det,
      (b * e - c * d) / det,
      (a * f - c * c) / det,
      (b * c - a * e) / det,
      (a * d - b * b) / det,
    ],
    constant: 0.5 * Math.log(det) - Math.log(n / members.length),
  };
}

/** How badly a colour fits: the least of −log (weight × density) over the components. */
export function misfit(mixture: Mixture, red: number, green: number, blue: number): number {
  let least = Infinity;
  for (let index = 0; index < mixture.length; index += 1) {
    const component = mixture[index];
    if (!component) continue;
    const { mean, inverse, constant } = component;
    const x = red - mean[0];
    const y = green - mean[1];
    const z = blue - mean[2];
    const form =
      inverse[0] * x * x +
      inverse[3] * y * y +
      inverse[5] * z * z +
      2 * (inverse[1] * x * y + inverse[2] * x * z + inverse[4] * y * z);
    const value = constant + 0.5 * form;
    if (value < least) least = value;
  }
  return least;
}
