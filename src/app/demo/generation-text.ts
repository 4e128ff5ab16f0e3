import { crc32 } from '#formats/checksum.ts';

/**
 * A PNG with a `tEXt` chunk "parameters", the way in which image generators write down how a
 * picture was made (AUTOMATIC1111 and many after it). The chunk stands right after IHDR.
 */
export async function withParameters(png: Blob, text: string): Promise<Blob> {
  const bytes = new Uint8Array(await png.arrayBuffer());
  // Latin-1, as the chunk demands; the text is ours and has nothing else.
  const body = Uint8Array.from(`tEXtparameters\0${text}`, (letter) => letter.charCodeAt(0) & 0xff);
  const chunk = new Uint8Array(body.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, body.length - 4);
  chunk.set(body, 4);
  view.setUint32(body.length + 4, crc32(body));
  const after = 8 + 25;
  return new Blob([bytes.slice(0, after), chunk, bytes.slice(after)], { type: 'image/png' });
}
