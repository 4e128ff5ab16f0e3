import type { AssetFacts, AssetMetadata } from '#domain/asset.ts';
import type { TaskOutput, Thumbnail } from '#domain/contract/engine.ts';
import type { Failure } from '#domain/failure.ts';
import type { TimedFacts } from '#formats/timed-facts.ts';
import type { FilmStrip } from '#media/timed/strip.ts';

/** What a reader hands back: facts, what it could not read, and what to show. */
export interface Reading {
  readonly facts: Omit<AssetFacts, 'mime' | 'format' | 'metadata'>;
  readonly metadata: AssetMetadata;
  /** Fact → reason. */
  readonly unread: Readonly<Record<string, string>>;
  /** How the file says it was made. */
  readonly claims?: NonNullable<TaskOutput['claims']>;
  /** The XMP of a picture, where it was read already. */
  readonly xmp?: Uint8Array;
  readonly picture?: NonNullable<Thumbnail['picture']>;
  readonly peaks?: Uint8Array;
  readonly strip?: NonNullable<Thumbnail['strip']>;
  /** How a picture looks, as 16 hexadecimal digits. */
  readonly print?: string;
}

/** What shows a sound or a film. */
export interface TimedPreview extends Pick<Reading, 'picture' | 'peaks' | 'strip'> {
  readonly scenes?: NonNullable<AssetMetadata['scenes']>;
}

/** How a sound or a film may be read. */
export interface TimedUse {
  readonly signal: AbortSignal;
  /** Whether the media engine may be fetched. */
  readonly fetch: boolean;
  /** Now, in ms UTC. */
  readonly now: number;
  readonly progress: (fraction: number, note?: string) => void;
}

/** What the browser and our own readers made of a file. */
export interface OwnReading {
  readonly facts: TimedFacts;
  readonly isVariable: boolean;
  readonly hasFields?: boolean;
  readonly preview: TimedPreview | null;
  /** Why there is no preview. */
  readonly reason: string;
  /** Why not even the container could be read, when that is so. */
  readonly damage: string | null;
}

/** A strip as it is kept. */
export async function packedStrip({
  sheet,
  scenes,
}: FilmStrip): Promise<Pick<TimedPreview, 'strip' | 'scenes'>> {
  const jpeg = await sheet.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
  return { scenes, strip: { mime: jpeg.type, bytes: new Uint8Array(await jpeg.arrayBuffer()) } };
}

/** A failure as a short reason: its code tells "too_large" from "corrupt". */
export function reasonOf(failure: Failure): string {
  if (failure.code === 'too_large') return `too_large: ${failure.what}, limit ${failure.limit}`;
  return 'reason' in failure ? failure.reason : failure.code;
}
