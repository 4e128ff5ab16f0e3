/** Chooses where frames are filtered. */
import type { FrameFilter } from './film.ts';

export interface OpenFilter {
  readonly filter: FrameFilter;
  /** For people: "on the processor", or the graphics card. */
  readonly where: string;
}

/** The graphics card where a real one is, else the processor; both give the same bytes. */
export async function openFrameFilter(width: number, height: number): Promise<OpenFilter> {
  const device = await realDevice(width * height * 4).catch(() => null);
  if (device) {
    try {
      const { graphicsFilter } = await import('./graphics-filter.ts');
      return { filter: await graphicsFilter(device), where: 'on the graphics card' };
    } catch {
      // A driver that refuses the shader: the processor does the same work.
      device.destroy();
    }
  }
  const { helpedFilter, helpersFor } = await import('./helpers.ts');
  const helpers = helpersFor(navigator.hardwareConcurrency);
  return { filter: helpedFilter(helpers), where: 'on the processor' };
}

/** A device that can hold such buffers. A graphics card that is only imitated is slower than none. */
async function realDevice(bytes: number): Promise<GPUDevice | null> {
  const gpu: GPU | undefined = 'gpu' in navigator ? navigator.gpu : undefined;
  const adapter = (await gpu?.requestAdapter({ powerPreference: 'high-performance' })) ?? null;
  if (!adapter || adapter.info.isFallbackAdapter || adapter.info.architecture === 'swiftshader') {
    return null;
  }
  if (adapter.limits.maxStorageBufferBindingSize < bytes) return null;
  return adapter.requestDevice();
}
