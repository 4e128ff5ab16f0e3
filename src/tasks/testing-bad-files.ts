/** Pictures that no encoder of the browser writes, byte by byte, for tests. */

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
const big32 = (value: number): Uint8Array =>
  Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);

function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

const chunk = (type: string, data: Uint8Array): Uint8Array => {
  const body = joined([ascii(type), data]);
  return joined([big32(data.length), body, big32(crc32(body))]);
};

/** A grey PNG of any depth (PNG, third edition). `rows`: how many are really there; all by default. */
export async function pngOf(
  {
    width,
    height,
    depth,
  }: { readonly width: number; readonly height: number; readonly depth: number },
  rows = height,
): Promise<Uint8Array<ArrayBuffer>> {
  const stride = 1 + Math.ceil((width * depth) / 8);
  const raw = Uint8Array.from({ length: stride * rows }, (_, at) =>
    at % stride === 0 ? 0 : (at * 3) & 255,
  );
  const packed = new Blob([raw]).stream().pipeThrough(new CompressionStream('deflate'));
  return joined([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', joined([big32(width), big32(height), Uint8Array.of(depth, 0, 0, 0, 0)])),
    chunk('IDAT', new Uint8Array(await new Response(packed).arrayBuffer())),
    chunk('IEND', new Uint8Array()),
  ]);
}

const segment = (marker: number, data: Uint8Array): Uint8Array =>
  joined([Uint8Array.of(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255), data]);

/**
 * A baseline JPEG of 16 × 16 pixels of one colour in CMYK (ISO/IEC 10918-1; Adobe's marker says
 * that its colours are not transformed): one table for the first coefficient, whose only codes are
 * "0" for no difference and "10" for one of seven bits, and one for the others with "0" for none.
 */
export function cmykJpeg(): Uint8Array<ArrayBuffer> {
  const components = [1, 2, 3, 4];
  const table = (id: number, codes: readonly number[], values: readonly number[]) =>
    segment(0xc4, Uint8Array.of(id, ...codes, ...Array(16 - codes.length).fill(0), ...values));
  const colours = ['1001100100', '1010110100', '00', '00'];
  let bits = colours.join('') + '00'.repeat(4 * 3);
  bits += '1'.repeat((8 - (bits.length % 8)) % 8);
  const coded = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  return joined([
    Uint8Array.of(0xff, 0xd8),
    segment(0xee, joined([ascii('Adobe'), Uint8Array.of(0, 100, 0, 0, 0, 0, 0)])),
    segment(0xdb, Uint8Array.of(0, ...Array<number>(64).fill(8))),
    segment(0xc0, Uint8Array.of(8, 0, 16, 0, 16, 4, ...components.flatMap((id) => [id, 0x11, 0]))),
    table(0, [1, 1], [0, 7]),
    table(0x10, [1], [0]),
    segment(0xda, Uint8Array.of(4, ...components.flatMap((id) => [id, 0]), 0, 63, 0)),
    Uint8Array.from(coded.flatMap((byte) => (byte === 255 ? [255, 0] : [byte]))),
    Uint8Array.of(0xff, 0xd9),
  ]);
}

/** A third of the bytes behind the first quarter are others: the header stays, most else does not. */
export function noisy(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const damaged = bytes.slice();
  let state = 7;
  for (let at = bytes.length >> 2; at < bytes.length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    if (state % 3 === 0) damaged[at] = state >>> 24;
  }
  return damaged;
}
