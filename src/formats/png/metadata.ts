/** EXIF, XMP and ICC in PNG: chunks eXIf, iTXt "XML:com.adobe.xmp" and iCCP. */
import { bytesOf, bytesOfU32, concat } from '../bytes.ts';
import { deflate, inflate } from '../deflate.ts';
import { blockLimit, type PictureMetadata } from '../metadata/metadata.ts';

import { pngChunk, pngChunks } from './chunks.ts';

const xmpKeyword = 'XML:com.adobe.xmp';

/** The raw blocks of a PNG; blocks that do not unpack are left out. */
export async function readPngBlocks(bytes: Uint8Array): Promise<PictureMetadata> {
  let exif: Uint8Array | undefined;
  let xmp: Uint8Array | undefined;
  let icc: Uint8Array | undefined;
  for (const { type, data } of pngChunks(bytes)) {
    if (data.length > blockLimit) continue;
    if (type === 'eXIf') exif ??= data;
    else if (type === 'iCCP') icc ??= await unpack(data.subarray(data.indexOf(0) + 2));
    else if (type === 'iTXt') xmp ??= await xmpIn(data);
  }
  return { ...(exif && { exif }), ...(xmp && { xmp }), ...(icc && { icc }) };
}

async function unpack(packed: Uint8Array): Promise<Uint8Array | undefined> {
  const unpacked = await inflate(packed, blockLimit);
  return unpacked.ok ? unpacked.value : undefined;
}

async function xmpIn(data: Uint8Array): Promise<Uint8Array | undefined> {
  const keyword = bytesOf(`${xmpKeyword}\0`);
  if (!keyword.every((byte, index) => data[index] === byte)) return undefined;
  const isPacked = data[keyword.length] === 1;
  const language = data.indexOf(0, keyword.length + 2);
  const translated = language === -1 ? -1 : data.indexOf(0, language + 1);
  if (translated === -1) return undefined;
  const text = data.subarray(translated + 1);
  return isPacked ? unpack(text) : text;
}

/** Chunks that carry metadata, to stand between IHDR and IDAT. */
export async function pngMetadataChunks(
  metadata: PictureMetadata,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  if (metadata.icc) {
    chunks.push(pngChunk('iCCP', concat([bytesOf('ICC\0\0'), await deflate(metadata.icc)])));
  }
  if (metadata.exif) chunks.push(pngChunk('eXIf', metadata.exif));
  if (metadata.density !== undefined) chunks.push(pngDensity(metadata.density));
  if (metadata.xmp) {
    chunks.push(pngChunk('iTXt', concat([bytesOf(`${xmpKeyword}\0\0\0\0\0`), metadata.xmp])));
  }
  return chunks;
}

/** Pixels per metre (unit 1) both ways, as PNG counts them. */
function pngDensity(perInch: number): Uint8Array<ArrayBuffer> {
  const perMetre = bytesOfU32(Math.round(perInch / 0.0254));
  return pngChunk('pHYs', concat([perMetre, perMetre, Uint8Array.of(1)]));
}

const replaced: ReadonlySet<string> = new Set(['iCCP', 'eXIf', 'sRGB', 'gAMA', 'cHRM', 'cICP']);

/** A PNG with the given blocks instead of its own; the picture data are taken over unchanged. */
export async function writePngBlocks(
  bytes: Uint8Array,
  metadata: PictureMetadata,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [bytes.subarray(0, 8)];
  for (const { type, data, start, end } of pngChunks(bytes)) {
    const isXmp = type === 'iTXt' && new TextDecoder().decode(data.subarray(0, 17)) === xmpKeyword;
    if (isXmp || replaced.has(type) || (type === 'pHYs' && metadata.density)) continue;
    parts.push(bytes.subarray(start, end));
    if (type === 'IHDR') parts.push(...(await pngMetadataChunks(metadata)));
  }
  return concat(parts);
}
