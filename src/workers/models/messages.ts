/** What a page and the thread that takes in a model's file say to each other. */
import type { ModelManifest, ModelTask } from '#domain/local-model.ts';
import type { Sha256 } from '#domain/id.ts';
import type { Result } from '#domain/result.ts';
import type { Intake } from '#models/local/intake.ts';

/** What is known of a file before it is read. */
export interface KnownOfModel {
  readonly task?: ModelTask;
  readonly manifest?: Partial<ModelManifest>;
  /** Published; another file is refused. */
  readonly sha256?: string | null;
}

export interface TakenModel extends Intake {
  readonly blob: Sha256;
  readonly size: number;
}

export interface TakeModel {
  readonly library: string;
  readonly file: File;
  readonly known: KnownOfModel;
}

export type TakeModelAnswer = Result<TakenModel>;
