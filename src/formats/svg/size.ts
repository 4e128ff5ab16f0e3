/** Width and height of an SVG from its root element alone; entities are not expanded. */
import { decodeMarkup, svgRootAt } from './prolog.ts';

/** Pixels per unit (CSS Values 4, absolute lengths). */
const units: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
};

/** Bytes of an SVG that are looked at. */
const prologLimit = 1 << 20;

/** Longer ones are none that anybody wrote. */
const longestLength = 100;

const pixelsOf = (length: string | undefined): number | undefined => {
  if (length === undefined || length.length > longestLength) return undefined;
  const match = /^\s*\+?(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+)\s*(px|pt|pc|in|cm|mm)?\s*$/i.exec(length);
  const factor = match && units[(match[2] ?? '').toLowerCase()];
  const pixels = match && factor ? Number(match[1]) * factor : Number.NaN;
  return pixels > 0 && pixels <= 1e6 ? pixels : undefined;
};

/**
 * The size in CSS pixels, rounded: width and height, else what the viewBox gives; undefined when
 * neither says so or the numbers are beyond a million.
 */
export function svgSize(
  bytes: Uint8Array,
): { readonly width: number; readonly height: number } | undefined {
  const text = decodeMarkup(bytes.subarray(0, prologLimit));
  const root = svgRootAt(text);
  if (root === -1) return undefined;
  const tag = text.slice(root, root + 65536);
  const attributes = new Map<string, string>();
  const attribute = /\s([\w:.-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)')|>/g;
  for (let match = attribute.exec(tag); match && match[0] !== '>'; match = attribute.exec(tag)) {
    attributes.set(match[1] ?? '', match[2] ?? match[3] ?? '');
  }
  const box = (attributes.get('viewBox') ?? '').trim().split(/[\s,]+/);
  const [boxWidth, boxHeight] = [pixelsOf(box[2]), pixelsOf(box[3])];
  const ratio = boxWidth && boxHeight ? boxHeight / boxWidth : undefined;
  const width = pixelsOf(attributes.get('width'));
  const height = pixelsOf(attributes.get('height'));
  const w = width ?? (height && ratio ? height / ratio : boxWidth);
  const h = height ?? (width && ratio ? width * ratio : boxHeight);
  return w && h
    ? { width: Math.max(1, Math.round(w)), height: Math.max(1, Math.round(h)) }
    : undefined;
}
