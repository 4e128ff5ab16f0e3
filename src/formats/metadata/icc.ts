/** The name of an ICC profile: its description tag (ICC.1:2022, sections 9.2.41 and 10.15). */
import { isAt, latin1, u32 } from '../bytes.ts';

const tagLimit = 200;

/** Description of a profile, e.g. "sRGB IEC61966-2.1"; undefined when it has none to read. */
export function iccName(icc: Uint8Array): string | undefined {
  if (!isAt(icc, 36, 'acsp')) return undefined;
  const count = Math.min(u32(icc, 128), tagLimit);
  for (let index = 0; index < count; index += 1) {
    const at = 132 + index * 12;
    if (isAt(icc, at, 'desc')) return describe(icc, u32(icc, at + 4));
  }
  return undefined;
}

function describe(icc: Uint8Array, at: number): string | undefined {
  let text = '';
  if (isAt(icc, at, 'desc')) text = latin1(icc, at + 12, Math.min(u32(icc, at + 8), 500));
  if (isAt(icc, at, 'mluc') && u32(icc, at + 8) > 0) {
    const start = at + u32(icc, at + 24);
    const length = Math.min(u32(icc, at + 20), 1000);
    if (start + length <= icc.length) {
      text = new TextDecoder('utf-16be').decode(icc.subarray(start, start + length));
    }
  }
  const name = text.replace(/\0[\s\S]*$/, '').trim();
  return name === '' ? undefined : name;
}
