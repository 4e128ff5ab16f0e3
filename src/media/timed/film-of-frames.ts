/** Encodes drawn frames into a short film, with what encoders the browser has. */
import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  QUALITY_HIGH,
} from 'mediabunny';
import { openOutput } from './output.ts';

/** `draw` paints frame by frame (0 … frames − 1) onto the canvas. null: nothing here encodes video. */
export async function filmOfFrames({
  canvas,
  frames,
  perSecond,
  draw,
}: {
  readonly canvas: OffscreenCanvas;
  readonly frames: number;
  readonly perSecond: number;
  readonly draw: (frame: number) => void;
}): Promise<Blob | null> {
  if (typeof VideoEncoder === 'undefined') return null;
  const { width, height } = canvas;
  const codec = await getFirstEncodableVideoCodec(['avc', 'vp9', 'av1'], { width, height });
  if (!codec) return null;
  const target = new BufferTarget();
  const output = openOutput({ format: new Mp4OutputFormat(), target });
  const source = new CanvasSource(canvas, { codec, bitrate: QUALITY_HIGH });
  output.addVideoTrack(source, { frameRate: perSecond });
  await output.start();
  for (let frame = 0; frame < frames; frame += 1) {
    draw(frame);
    await source.add(frame / perSecond, 1 / perSecond);
  }
  await output.finalize();
  return target.buffer ? new Blob([target.buffer], { type: 'video/mp4' }) : null;
}
