import type { Thumbnail } from '#domain/contract/engine.ts';
import type { RequestId } from '#domain/id.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import type { Connection } from '../connection.ts';

/** What one command, query or engine call has in hand. Writing ones run inside a transaction. */
export interface Scope {
  readonly connection: Connection;
  readonly thumbnails: Connection;
  /** The time of this call, ms UTC: one moment for everything that it writes. */
  readonly at: number;
  readonly request: RequestId;
  readonly actor: string;
  /** A fresh UUIDv7. */
  newId(): string;
  /** A number from 0 to 1, for spreading retries. */
  chance(): number;
  kindOf(kind: string): TaskKind<never> | undefined;
  /** Keeps small pictures and peaks. A cache: its failure never fails the call. */
  saveThumbnails(thumbnails: readonly Thumbnail[]): void;
}
