/** What a container of sound or moving pictures says in its headers; absent where it says nothing. */
export interface TimedFacts {
  readonly width?: number;
  readonly height?: number;
  readonly duration_s?: number;
  readonly fps?: number;
  /** Of the video track, or of the sound when there is none: "h264", "vp9", "aac" … */
  readonly codec?: string;
  /** Of the sound beside a video track. */
  readonly audio_codec?: string;
  readonly sample_rate_hz?: number;
  readonly channels?: number;
}

/** Leaves out what is not a positive number or a text, so that "not read" is never 0. */
export function knownFacts(facts: {
  [Name in keyof TimedFacts]: TimedFacts[Name] | undefined;
}): TimedFacts {
  const isKnown = ([, value]: [string, unknown]): boolean =>
    typeof value === 'number' ? Number.isFinite(value) && value > 0 : Boolean(value);
  return Object.fromEntries(Object.entries(facts).filter(isKnown));
}
