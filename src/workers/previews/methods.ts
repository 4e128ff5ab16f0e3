/** What the preview worker does: short looks at a file before a task is queued. Nothing is stored. */
import type { Passage } from '#media/sound/quiet.ts';
import type { JoinPlan, JoinWish } from '#media/timed/join/plan.ts';

export interface SoundFacts {
  /** Seconds. */
  readonly duration: number;
  readonly rate: number;
  readonly channels: number;
  /** The quietest steady passage, in seconds from the beginning; null where there is none. */
  readonly passage: Passage | null;
  /** How much of the passage counts, by band; given back when the found passage is used. */
  readonly everywhere: readonly number[];
  /** Pairs of low and high like the peaks of a sound (128 is silence), for films, which have none. */
  readonly outline: Uint8Array;
  /** Level of the noise, dB below full scale. */
  readonly floor: number;
  /** Why nothing should be done, or null. */
  readonly nothing: string | null;
}

/** A short stretch of sound as it is and as it would be; one array a channel. */
export interface SoundPair {
  readonly rate: number;
  readonly before: readonly Float32Array[];
  readonly after: readonly Float32Array[];
}

/** A frame as it is and as it would be. */
export interface FramePair {
  readonly before: ImageBitmap;
  readonly after: ImageBitmap;
  /** Deviation of the grain found, in steps of 0–255. */
  readonly grain: number;
  readonly nothing: string | null;
}

/** What a join would do, and where on its time line each part begins (seconds). */
export interface JoinLook {
  readonly plan: JoinPlan;
  /** Why it cannot be joined so, or null. */
  readonly refusal: string | null;
}

// A type, not an interface: rpc takes what is indexed by names.
export type PreviewMethods = {
  readonly scan: { readonly input: { readonly file: Blob }; readonly value: SoundFacts };
  readonly listen: {
    readonly input: {
      readonly file: Blob;
      readonly stretch: Passage;
      readonly passage: Passage;
      /** As `scan` gave it for a passage that was found; none for one that a person chose. */
      readonly everywhere: readonly number[];
      readonly strength: number;
      readonly mix: number;
    };
    readonly value: SoundPair;
  };
  readonly frame: {
    readonly input: {
      readonly file: Blob;
      /** Seconds. */
      readonly at: number;
      readonly strength: number;
      readonly overTime: number;
    };
    readonly value: FramePair;
  };
  readonly join: {
    readonly input: {
      readonly parts: readonly { readonly name: string; readonly file: Blob }[];
      readonly wish: JoinWish;
    };
    readonly value: JoinLook;
  };
};
