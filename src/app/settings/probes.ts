/** Tries out what the client's own probes leave: only what really worked counts. */
export interface Probes {
  readonly offline: boolean;
  readonly video: boolean;
  readonly awake: boolean;
}

async function encodesVideo(): Promise<boolean> {
  if (typeof VideoEncoder === 'undefined') return false;
  for (const codec of ['avc1.42001f', 'vp09.00.10.08', 'vp8']) {
    try {
      const found = await VideoEncoder.isConfigSupported({ codec, width: 640, height: 360 });
      if (found.supported) return true;
    } catch {
      // A codec that it does not know by name.
    }
  }
  return false;
}

/** The answers of this browser, here and now. */
export async function findProbes(shellIsKept: boolean): Promise<Probes> {
  return { offline: shellIsKept, video: await encodesVideo(), awake: 'wakeLock' in navigator };
}
