/** For tests: ICC profiles of displays (ICC.1:2001-04, three curves and a matrix), made on the spot. */

type Xyz = readonly [number, number, number];

/** XYZ of red, green and blue under D50, and what each curve raises its values to. */
export interface Primaries {
  readonly red: Xyz;
  readonly green: Xyz;
  readonly blue: Xyz;
  readonly gamma: number;
}

export const displayP3: Primaries = {
  red: [0.51512, 0.2412, -0.00105],
  green: [0.29198, 0.69225, 0.04189],
  blue: [0.1571, 0.06657, 0.78407],
  gamma: 2.2,
};

export const adobeRgb: Primaries = {
  red: [0.60974, 0.31111, 0.01947],
  green: [0.20528, 0.62567, 0.06087],
  blue: [0.14919, 0.06322, 0.74457],
  gamma: 2.19921875,
};

/** Like sRGB, but with the primaries of red and green changed round. */
export const swapped: Primaries = {
  red: [0.3851, 0.7169, 0.0971],
  green: [0.4361, 0.2225, 0.0139],
  blue: [0.1431, 0.0606, 0.7141],
  gamma: 2.2,
};

/** The profile as the bytes of a file hold it. */
export function profileOf({ red, green, blue, gamma }: Primaries): Uint8Array<ArrayBuffer> {
  const u32 = (value: number): number[] => [24, 16, 8, 0].map((by) => (value >>> by) & 255);
  const fixed = (value: number): number[] => u32(Math.round(value * 65_536));
  const text = (value: string): number[] => Array.from(value, (one) => one.charCodeAt(0));
  const xyz = (values: Xyz) => [...text('XYZ '), ...u32(0), ...values.flatMap(fixed)];
  const power = Math.round(gamma * 256);
  const curve = [...text('curv'), ...u32(0), ...u32(1), power >> 8, power & 255, 0, 0];
  const name = text('made');
  const zeros = Array<number>(79).fill(0);
  const description = [...text('desc'), ...u32(0), ...u32(name.length + 1), ...name, ...zeros];
  const tags: [string, number[]][] = [
    ['desc', description],
    ['wtpt', xyz([0.9642, 1, 0.8249])],
    ['rXYZ', xyz(red)],
    ['gXYZ', xyz(green)],
    ['bXYZ', xyz(blue)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
    ['cprt', [...text('text'), ...u32(0), ...text('none'), ...u32(0)]],
  ];
  const table: number[] = u32(tags.length);
  const body: number[] = [];
  const start = 128 + 4 + tags.length * 12;
  for (const [tag, data] of tags) {
    table.push(...text(tag), ...u32(start + body.length), ...u32(data.length));
    body.push(...data, ...Array<number>((4 - (data.length % 4)) % 4).fill(0));
  }
  const head = new Uint8Array(128);
  head.set(u32(start + body.length), 0);
  head.set([2, 0x10, 0, 0], 8);
  head.set(text('mntrRGB XYZ '), 12);
  head.set([0x07, 0xd0, 0, 1, 0, 1], 24);
  head.set(text('acsp'), 36);
  head.set([...fixed(0.9642), ...fixed(1), ...fixed(0.8249)], 68);
  return Uint8Array.from([...head, ...table, ...body]);
}
