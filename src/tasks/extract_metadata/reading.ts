import type { AssetFacts, AssetMetadata } from '#domain/asset.ts';
import type { TaskOutput, Thumbnail } from '#domain/contract/engine.ts';

/** What a reader hands back: facts, what it could not read, and what to show. */
export interface Reading {
  readonly facts: Omit<AssetFacts, 'mime' | 'format' | 'metadata'>;
  readonly metadata: AssetMetadata;
  /** Fact → reason. */
  readonly unread: Readonly<Record<string, string>>;
  /** How the file says it was made. */
  readonly claims?: NonNullable<TaskOutput['claims']>;
  readonly picture?: NonNullable<Thumbnail['picture']>;
  readonly peaks?: Uint8Array;
  /** How a picture looks, as 16 hexadecimal digits. */
  readonly print?: string;
}
