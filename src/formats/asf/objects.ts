/**
 * Objects of ASF, the container of Windows Media (Microsoft, "Advanced Systems Format
 * Specification", revision 01.20.06): a GUID, a little-endian 64-bit size that counts itself, data.
 */
import { isAt, u64 } from '../bytes.ts';

/** Bytes of an object before its data: its GUID and its size. */
export const objectHead = 24;

/** A header has about ten objects; more than this are not looked at. */
const mostObjects = 256;

/** A GUID as it stands in a file: its first three groups have their bytes turned around. */
function guid(text: string): string {
  const [first = '', second = '', third = '', ...rest] = text.split('-');
  const turned = [first, second, third].map((group) => group.match(/../g)?.toReversed().join(''));
  const bytes = [...turned, ...rest].join('').match(/../g) ?? [];
  return bytes.map((byte) => String.fromCharCode(Number.parseInt(byte, 16))).join('');
}

/** GUIDs of section 10 of the specification, by the names that it gives them. */
export const guids = {
  header: guid('75B22630-668E-11CF-A6D9-00AA0062CE6C'),
  data: guid('75B22636-668E-11CF-A6D9-00AA0062CE6C'),
  fileProperties: guid('8CABDCA1-A947-11CF-8EE4-00C00C205365'),
  streamProperties: guid('B7DC0791-A9B7-11CF-8EE6-00C00C205365'),
  headerExtension: guid('5FBF03B5-A92E-11CF-8EE3-00C00C205365'),
  extendedStreamProperties: guid('14E6A5CB-C672-4332-8399-A96952065B5A'),
  metadata: guid('C5F8CBEA-5BAF-4877-8467-AA8C44FA4CCA'),
  audio: guid('F8699E40-5B4D-11CF-A8FD-00805F5C442B'),
  video: guid('BC19EFC0-5B4D-11CF-A8FD-00805F5C442B'),
} as const;

/** Whether bytes are those of an ASF file. */
export const isAsf = (head: Uint8Array): boolean => isAt(head, 0, guids.header);

/** Length in bytes of the header of an ASF, which the packets follow; NaN when it is cut off. */
export const headerLength = (head: Uint8Array): number => u64(head, 16, true);

export interface AsfObject {
  /** Where the object begins, its GUID first; places in the specification count from here. */
  readonly start: number;
  /** Behind its last byte, or behind the last byte that is there. */
  readonly end: number;
}

/** Objects one after the other between two places; one that is no object ends the walk. */
export function* objectsIn(bytes: Uint8Array, from: number, to: number): Generator<AsfObject> {
  const last = Math.min(to, bytes.length);
  let start = from;
  for (let count = 0; count < mostObjects && start + objectHead <= last; count += 1) {
    const size = u64(bytes, start + 16, true);
    if (!(size >= objectHead)) return;
    yield { start, end: Math.min(start + size, last) };
    start += size;
  }
}
