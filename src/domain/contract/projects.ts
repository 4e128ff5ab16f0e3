/** Projects: what a library is divided into; a row without one belongs to the whole library. */
import type { AssetKind } from '#domain/asset.ts';
import type { AssetId, FolderId, ProjectId, Sha256 } from '#domain/id.ts';

export interface ProjectRow {
  readonly id: ProjectId;
  readonly name: string;
  readonly description: string | null;
  /** The watched folder whose files come here. */
  readonly folder_id: FolderId | null;
  readonly folder_name: string | null;
  /** The picture that consistency tasks are given; one that is marked as master reference. */
  readonly master_reference_id: AssetId | null;
  readonly master_reference_name: string | null;
  readonly master_reference_blob: Sha256 | null;
  /** Where things go when nobody says where; it cannot be deleted. */
  readonly is_inbox: 0 | 1;
  /** Assets that its library shows: packs and masks lie aside. */
  readonly assets: number;
  /** Bytes of their files, each file counted once; null when nobody asked for sizes. */
  readonly bytes: number | null;
  readonly collections: number;
  readonly created_at: number;
  readonly updated_at: number;
  readonly deleted_at: number | null;
}

/** What hangs on a project: what its deletion would take along. */
export interface ProjectUse {
  readonly project: ProjectRow;
  /** Assets that are not in the trash, by kind, most first. */
  readonly by_kind: readonly { readonly kind: AssetKind; readonly count: number }[];
  readonly trashed: number;
  readonly collections: number;
  readonly waiting_tasks: number;
  readonly running_tasks: number;
  /** Assets of other projects that were made from, or use, assets of this one. */
  readonly used_elsewhere: number;
}

/** An asset that may be a project's master reference: one that is marked so. */
export interface MasterReference {
  readonly id: AssetId;
  readonly name: string;
  readonly kind: AssetKind;
  readonly blob: Sha256 | null;
  readonly format: string | null;
}

/** What may be changed of a project; null clears. */
export interface ProjectChanges {
  readonly name?: string;
  readonly description?: string | null;
  readonly folder?: FolderId | null;
  readonly master_reference?: AssetId | null;
}

type Changed = { readonly changed: number };
type One = { readonly project: ProjectId };

export interface ProjectCommands {
  createProject: {
    input: {
      readonly name: string;
      readonly description?: string | null;
      readonly folder?: FolderId | null;
    };
    value: { readonly project: ProjectId };
  };
  editProject: { input: One & { readonly changes: ProjectChanges }; value: Changed };
  /**
   * Into the trash with all that it holds, or, with `moveTo`, after that went to another project.
   * One that holds assets wants its name typed; what waits in the queue for it is paused.
   */
  trashProject: {
    input: One & { readonly name?: string; readonly moveTo?: ProjectId };
    value: Changed;
  };
  /** Back, with everything that went into the trash with it. */
  restoreProject: { input: One; value: Changed };
  /** Moves assets to a project (null: the whole library); they leave collections of the old one. */
  moveToProject: {
    input: { readonly assets: readonly AssetId[]; readonly project: ProjectId | null };
    value: { readonly changed: number; readonly left: number };
  };
}

export interface ProjectQueries {
  /** The inbox first, then by name. */
  projects: {
    params: { readonly trashed?: boolean; readonly sizes?: boolean };
    value: readonly ProjectRow[];
  };
  projectUse: { params: { readonly id: ProjectId }; value: ProjectUse | null };
  /** Every asset that is marked as master reference, of a project and of the whole library. */
  masterReferences: {
    params: { readonly project?: ProjectId };
    value: readonly MasterReference[];
  };
}
