/**
 * JUMBF (ISO/IEC 19566-5): boxes in boxes, each superbox (`jumb`) with a description (`jumd`) that
 * gives it a label. Content credentials are such a tree.
 */
import { isoBoxes } from '../avif/boxes.ts';
import { latin1, u8 } from '../bytes.ts';

const deepest = 8;
const mostBoxes = 2_000;
const longestLabel = 300;

export interface Superbox {
  readonly label: string;
  /** The kind of content: the first four letters of its UUID, e.g. "c2ma". */
  readonly kind: string;
  readonly boxes: readonly Superbox[];
  /** Plain boxes: their type ("cbor", "json") and bytes. */
  readonly content: readonly { readonly type: string; readonly bytes: Uint8Array }[];
  /** The whole box as it stands, and what is in it: hashes are taken of that. */
  readonly whole: Uint8Array;
  readonly body: Uint8Array;
}

/** Every superbox that stands at the top of the bytes. */
export function readJumbf(bytes: Uint8Array): readonly Superbox[] {
  let left = mostBoxes;
  const superboxes = (from: number, to: number, depth: number): Superbox[] => {
    const found: Superbox[] = [];
    for (const box of isoBoxes(bytes, from, to)) {
      left -= 1;
      if (left < 0) break;
      const one = box.type === 'jumb' ? superbox(box.start, box.body, box.end, depth) : undefined;
      if (one) found.push(one);
    }
    return found;
  };
  const superbox = (
    start: number,
    from: number,
    to: number,
    depth: number,
  ): Superbox | undefined => {
    const [description] = isoBoxes(bytes, from, to);
    if (description?.type !== 'jumd' || depth > deepest) return undefined;
    const content: { type: string; bytes: Uint8Array }[] = [];
    for (const box of isoBoxes(bytes, description.end, to)) {
      left -= 1;
      if (left < 0) break;
      if (box.type !== 'jumb') {
        content.push({ type: box.type, bytes: bytes.subarray(box.body, box.end) });
      }
    }
    return {
      kind: latin1(bytes, description.body, 4),
      label: labelOf(bytes, description.body, description.end),
      boxes: superboxes(description.end, to, depth + 1),
      content,
      whole: bytes.subarray(start, to),
      body: bytes.subarray(from, to),
    };
  };
  return superboxes(0, bytes.length, 0);
}

/** Behind 16 bytes of kind and a byte of toggles, of which the second bit says that there is a label. */
function labelOf(bytes: Uint8Array, from: number, to: number): string {
  if ((u8(bytes, from + 16) & 2) === 0) return '';
  const text = bytes.subarray(from + 17, Math.min(to, from + 17 + longestLabel));
  const end = text.indexOf(0);
  return new TextDecoder().decode(end === -1 ? text : text.subarray(0, end));
}

/** The one with a label that begins so, e.g. "c2pa.claim" for "c2pa.claim.v2". */
export const labelled = (boxes: readonly Superbox[], start: string): Superbox | undefined =>
  boxes.find(({ label }) => label.startsWith(start));

export const contentOf = (box: Superbox | undefined, type: string): Uint8Array | undefined =>
  box?.content.find((one) => one.type === type)?.bytes;
