import type { PictureEdits } from '#media/edit/edits.ts';
import { enhanceWords } from '../words/enhance.ts';
import { decimalText } from '../words/format.ts';

const signed = (value: number): string =>
  value > 0 ? `+${decimalText(value)}` : decimalText(value);

/** What edits do to a picture, part by part, in words. */
export function saidEdits(edits: PictureEdits): readonly string[] {
  const { parts } = enhanceWords.apply;
  const isSet = (one: { black: number; white: number; gamma: number }): boolean =>
    one.black !== 0 || one.white !== 255 || one.gamma !== 1;
  return [
    edits.turn !== 0 || edits.mirror ? parts.turn : null,
    edits.straighten === 0 ? null : parts.straighten(signed(edits.straighten)),
    edits.crop === null ? null : parts.crop,
    edits.exposure === 0 ? null : parts.exposure(signed(edits.exposure)),
    edits.temperature === 0 ? null : parts.temperature(signed(edits.temperature)),
    Object.values(edits.levels).some(isSet) ? parts.levels : null,
    edits.contrast === 0 ? null : parts.contrast(signed(edits.contrast)),
    Object.values(edits.curves).some((points) => points.length > 0) ? parts.curves : null,
    edits.saturation === 0 ? null : parts.saturation(signed(edits.saturation)),
  ].filter((part) => part !== null);
}
