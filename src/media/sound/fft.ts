/** A real Fourier transform of 2^n points; bare arithmetic, no allocation after it is made. */
export interface RealFft {
  readonly size: number;
  /** `size` samples → bins 0 … size / 2 of the spectrum, as two arrays of size / 2 + 1. */
  forward(samples: Float64Array, re: Float64Array, im: Float64Array): void;
  /** The spectrum of a real signal → its `size` samples; undoes `forward` exactly but for rounding. */
  inverse(re: Float64Array, im: Float64Array, samples: Float64Array): void;
}

/**
 * Makes a transform. The samples are taken as size / 2 complex numbers (even, odd), transformed by
 * radix-2 decimation in time, and untangled: Press et al., Numerical Recipes, section 12.3.
 *
 * @param size a power of two, at least 8
 */
export function realFft(size: number): RealFft {
  if (size < 8 || (size & (size - 1)) !== 0) throw new RangeError('the size is no power of two');
  const half = size / 2;
  const cos = new Float64Array(half);
  const sin = new Float64Array(half);
  for (let at = 0; at < half; at += 1) {
    cos[at] = Math.cos((2 * Math.PI * at) / size);
    sin[at] = Math.sin((2 * Math.PI * at) / size);
  }
  const reversed = new Uint32Array(half);
  for (let at = 1, bits = Math.log2(half); at < half; at += 1) {
    reversed[at] = ((reversed[at >> 1] ?? 0) >> 1) | ((at & 1) << (bits - 1));
  }
  const a = new Float64Array(half);
  const b = new Float64Array(half);

  /** Transforms a + ib in place; both were filled in reversed order. */
  const transform = (sign: number): void => {
    // The first two rounds at once: their factors are 1 and ± i, so that nothing is multiplied.
    for (let i = 0; i < half; i += 4) {
      const [r0, r1, r2, r3] = [a[i] ?? 0, a[i + 1] ?? 0, a[i + 2] ?? 0, a[i + 3] ?? 0];
      const [i0, i1, i2, i3] = [b[i] ?? 0, b[i + 1] ?? 0, b[i + 2] ?? 0, b[i + 3] ?? 0];
      const turnedR = sign * (i3 - i2);
      const turnedI = sign * (r2 - r3);
      a[i] = r0 + r1 + r2 + r3;
      b[i] = i0 + i1 + i2 + i3;
      a[i + 1] = r0 - r1 + turnedR;
      b[i + 1] = i0 - i1 + turnedI;
      a[i + 2] = r0 + r1 - r2 - r3;
      b[i + 2] = i0 + i1 - i2 - i3;
      a[i + 3] = r0 - r1 - turnedR;
      b[i + 3] = i0 - i1 - turnedI;
    }
    for (let span = 4; span < half; span *= 2) {
      const stride = half / span;
      for (let from = 0; from < half; from += 2 * span) {
        for (let k = 0, i = from, j = from + span; k < half; k += stride, i += 1, j += 1) {
          const wr = cos[k] ?? 0;
          const wi = sign * (sin[k] ?? 0);
          const aj = a[j] ?? 0;
          const bj = b[j] ?? 0;
          const tr = wr * aj - wi * bj;
          const ti = wr * bj + wi * aj;
          const ai = a[i] ?? 0;
          const bi = b[i] ?? 0;
          a[j] = ai - tr;
          b[j] = bi - ti;
          a[i] = ai + tr;
          b[i] = bi + ti;
        }
      }
    }
  };

  return {
    size,
    forward(samples, re, im) {
      for (let at = 0; at < half; at += 1) {
        const to = reversed[at] ?? 0;
        a[to] = samples[2 * at] ?? 0;
        b[to] = samples[2 * at + 1] ?? 0;
      }
      transform(-1);
      const a0 = a[0] ?? 0;
      const b0 = b[0] ?? 0;
      re[0] = a0 + b0;
      im[0] = 0;
      re[half] = a0 - b0;
      im[half] = 0;
      for (let k = 1, m = half - 1; k < half; k += 1, m -= 1) {
        const evenR = ((a[k] ?? 0) + (a[m] ?? 0)) / 2;
        const evenI = ((b[k] ?? 0) - (b[m] ?? 0)) / 2;
        const oddR = ((b[k] ?? 0) + (b[m] ?? 0)) / 2;
        const oddI = ((a[m] ?? 0) - (a[k] ?? 0)) / 2;
        const c = cos[k] ?? 0;
        const s = sin[k] ?? 0;
        re[k] = evenR + c * oddR + s * oddI;
        im[k] = evenI + c * oddI - s * oddR;
      }
    },
    inverse(re, im, samples) {
      for (let k = 0; k < half; k += 1) {
        const m = half - k;
        const xr = re[k] ?? 0;
        const xi = im[k] ?? 0;
        const yr = re[m] ?? 0;
        const yi = im[m] ?? 0;
        const dr = (xr - yr) / 2;
        const di = (xi + yi) / 2;
        const c = cos[k] ?? 0;
        const s = sin[k] ?? 0;
        const to = reversed[k] ?? 0;
        // even + i · odd, where odd = e^(+iθ) · (x − conj y) / 2
        a[to] = (xr + yr) / 2 - (s * dr + c * di);
        b[to] = (xi - yi) / 2 + (c * dr - s * di);
      }
      transform(1);
      const scale = 1 / half;
      for (let at = 0; at < half; at += 1) {
        samples[2 * at] = (a[at] ?? 0) * scale;
        samples[2 * at + 1] = (b[at] ?? 0) * scale;
      }
    },
  };
}
