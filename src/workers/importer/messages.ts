/** What a tab and its import worker say to each other. */
import type { DuplicateChoice, ImportOutcome } from '#domain/contract/commands.ts';
import type { Preset, Sidecar, SidecarOutcome } from '#domain/contract/sidecars.ts';
import type { MaskCommands } from '#domain/contract/masks.ts';
import type { Failure } from '#domain/failure.ts';
import type { AssetId, CollectionId, ProjectId, TaskId } from '#domain/id.ts';
import type { Result } from '#domain/result.ts';
import type { Sniffed } from '#formats/sniff.ts';

/** A file, or a handle to one, and where it lay below the folder that was dropped. */
export interface Source {
  readonly file: File | FileSystemFileHandle;
  readonly path?: string;
  /** Files that lay beside it and may say something of it, the weightiest first. */
  readonly sidecars?: readonly Source[];
  /** What a person set for it before it came in. */
  readonly preset?: Preset;
}

/** A line of the running list. */
export type ImportLine = ImportOutcome | SidecarOutcome;

/** A file that was looked at before an import. */
export interface Seen {
  /** Its place among the files that were handed in. */
  readonly index: number;
  readonly size: number;
  readonly judged: Sniffed;
  readonly sidecars: readonly Sidecar[];
  readonly lines: readonly SidecarOutcome[];
}

/** A file whose bytes are here already: as an asset, or earlier in the same choice. */
export type KnownAlready =
  | {
      readonly index: number;
      readonly where: 'library';
      readonly name: string;
      readonly trashed: boolean;
    }
  | { readonly index: number; readonly where: 'choice'; readonly twin: number };

/** Where what is imported goes, as chosen when the import began. */
export interface ImportPlace {
  readonly project?: ProjectId;
  readonly collection?: CollectionId;
}

/** How a page hands a mask over to be stored: the encoded file and what it belongs to. */
export interface DrawnMask {
  readonly file: Blob;
  readonly width: number;
  readonly height: number;
  readonly of: AssetId;
  readonly name?: string;
}

/** The asset that a mask became. */
export type KeptMask = Result<MaskCommands['saveMask']['value']>;

export type ToImportWorker =
  /** First message; carries a port over which the database answers. */
  | { readonly say: 'hello'; readonly library: string }
  | {
      readonly say: 'begin';
      readonly session: number;
      /** What was chosen, for the list of batches: a folder or a file. */
      readonly name: string;
      readonly total: number;
      readonly onDuplicate: DuplicateChoice;
      readonly place: ImportPlace;
      /** Whether a person set anything before. */
      readonly isPreset: boolean;
    }
  /** Files are to be looked at; they come in slices like those of an import. */
  | { readonly say: 'look'; readonly session: number; readonly project?: ProjectId }
  /** The next slice, after the worker asked for it. */
  | {
      readonly say: 'sources';
      readonly session: number;
      readonly sources: readonly Source[];
      readonly last: boolean;
    }
  | { readonly say: 'cancel'; readonly session: number }
  /** Asks for a sign of life; answered with `here`. */
  | { readonly say: 'still_there' }
  /** A mask that the page made: to be stored and entered. */
  | { readonly say: 'keep'; readonly session: number; readonly mask: DrawnMask };

export type FromImportWorker =
  | { readonly say: 'more'; readonly session: number }
  /** A sign of life. */
  | { readonly say: 'here' }
  | {
      readonly say: 'task';
      readonly session: number;
      readonly task: TaskId;
      readonly epoch: number;
    }
  | {
      readonly say: 'outcomes';
      readonly session: number;
      readonly outcomes: readonly ImportLine[];
    }
  | { readonly say: 'seen'; readonly session: number; readonly seen: readonly Seen[] }
  | { readonly say: 'known'; readonly session: number; readonly known: readonly KnownAlready[] }
  | { readonly say: 'looked'; readonly session: number }
  | {
      readonly say: 'ended';
      readonly session: number;
      readonly status: 'completed' | 'cancelled' | 'failed';
      readonly failure: Failure | null;
    }
  | { readonly say: 'kept'; readonly session: number; readonly result: KeptMask };
