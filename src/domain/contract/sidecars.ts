/** What lay beside files, and what a person set before an import: what may be asked and done. */
import type { Provenance } from '#domain/asset.ts';
import type { Failure } from '#domain/failure.ts';
import type { FolderOutcome } from '#domain/folders/report.ts';
import type { AssetId, FolderId, ProjectId, RequestId, Sha256, TaskId } from '#domain/id.ts';
import type { Said } from '#domain/said.ts';
import type { SkippedFile } from './folders.ts';

/** A sidecar as it was just read. `mtime` in ms UTC. */
export interface Sidecar {
  /** As the file beside it is named: below the folder, or as it was dropped. */
  readonly path: string;
  readonly size: number;
  readonly mtime: number;
  readonly said: Said;
}

/** What a person sets for a file before it comes in; what is not named stays open. */
export interface Preset {
  readonly tags?: readonly string[];
  readonly theme?: string;
  readonly source?: string;
  readonly provenance?: Provenance;
}

/** What became of a sidecar that was chosen together with files; it is no asset of its own. */
export interface SidecarOutcome {
  readonly outcome: 'sidecar';
  readonly name: string;
  /** The file that it was read beside; several, or none, where it could not be told. */
  readonly of: readonly string[];
  /** `read`; `foreign`: another program's and left alone; `unread`: with the reason. */
  readonly done: 'read' | 'foreign' | 'unread';
  readonly failure?: Failure;
}

export interface SidecarCommands {
  /**
   * Opens the one step of undo for all that was set before an import; `importFiles` names it with
   * each batch, and sets nothing more once it was taken back.
   */
  presetImport: {
    input: { readonly task: TaskId };
    value: { readonly request: RequestId };
  };
  /**
   * Of a running scan: sidecars that are new or changed, after the files beside them were entered.
   * They fill what is empty and what still says what they said before; a person's word stands.
   */
  enterSidecars: {
    input: {
      readonly folder: FolderId;
      readonly task?: TaskId;
      readonly sidecars: readonly (Sidecar & {
        /** The path of the file that it lies beside. */
        readonly of: string;
      })[];
      /** Those that could not be read, or belong to nothing. */
      readonly skipped: readonly SkippedFile[];
    };
    value: { readonly outcomes: readonly FolderOutcome[] };
  };
}

export interface SidecarQueries {
  /** Of these sizes in bytes those that some asset has: what else is new needs no hash. */
  knownSizes: { params: { readonly sizes: readonly number[] }; value: readonly number[] };
  /** Assets that a new import into the project would find again by their bytes; the Inbox when none. */
  knownBytes: {
    params: { readonly hashes: readonly Sha256[]; readonly project?: ProjectId };
    value: readonly {
      readonly sha256: Sha256;
      readonly asset: AssetId;
      readonly name: string;
      readonly trashed: boolean;
    }[];
  };
}
