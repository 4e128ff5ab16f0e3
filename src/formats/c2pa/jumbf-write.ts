/** Writes JUMBF (ISO/IEC 19566-5): the boxes of which content credentials are made. */
import { bytesOf, bytesOfU32, concat } from '../bytes.ts';

/** The tail that the kinds of boxes share: "c2pa" is 63327061-0011-0010-8000-00AA00389B71. */
const kindTail = Uint8Array.of(0, 0x11, 0, 0x10, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71);

/** A plain box: length, four letters, bytes. */
export function box(type: string, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 8);
  return concat([bytesOfU32(length), bytesOf(type), ...parts]);
}

/** A superbox with a description: its kind in four letters, its label, and that it may be asked for. */
export const superbox = (
  kind: string,
  label: string,
  ...boxes: readonly Uint8Array[]
): Uint8Array<ArrayBuffer> =>
  box(
    'jumb',
    box('jumd', bytesOf(kind), kindTail, Uint8Array.of(3), new TextEncoder().encode(`${label}\0`)),
    ...boxes,
  );
