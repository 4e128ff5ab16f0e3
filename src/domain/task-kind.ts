import type { AssetKind, AssetRow, Generation, Provenance } from './asset.ts';
import type { CommandName } from './contract/commands.ts';
import type { AssetId } from './id.ts';
import type { LocalModelRow } from './contract/models.ts';
import type { ModelTask } from './local-model.ts';
import type { Result } from './result.ts';
import type { Lane } from './task.ts';

/** Shown only while another field of the form has one of these values. */
interface Condition {
  readonly name: string;
  readonly is: readonly (string | number | boolean)[];
}

/** One control of the form that a task kind shows; the form is drawn from this data alone. */
export type Field = {
  readonly when?: Condition;
  /** Rarely needed: lies behind "More settings". */
  readonly more?: true;
} & (
  | {
      readonly type: 'choice';
      readonly name: string;
      readonly label: string;
      readonly help?: string;
      readonly options: readonly {
        readonly value: string | number;
        readonly label: string;
        readonly help?: string;
      }[];
      /** After these options come the models of the library for this work, their ids as values. */
      readonly optionsFrom?: ModelTask;
      readonly initial: string | number;
    }
  | {
      readonly type: 'number';
      readonly name: string;
      readonly label: string;
      readonly help?: string;
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly unit?: string;
      readonly initial: number | null;
    }
  | {
      readonly type: 'toggle';
      readonly name: string;
      readonly label: string;
      readonly help?: string;
      readonly initial: boolean;
    }
);

/** What a kind may look up when it is queued. */
export interface KnownModels {
  /** A model that was added, or null. */
  readonly model: (id: string) => LocalModelRow | null;
}

/** What a kind of task is, as far as menus, lists and the scheduler need to know: `about.ts`. */
export interface TaskAbout {
  readonly kind: string;
  readonly lane: Lane;
  /** Words for people, sentence case. */
  readonly words: {
    /** The act, on a button: "Upscale". */
    readonly act: string;
    /** While it runs: "Upscaling". */
    readonly doing: string;
    /** On the result's lineage: "Upscaled from". */
    readonly from?: string;
    readonly help: string;
  };
  /** Kinds of asset that it takes; empty for tasks without a source. */
  readonly accepts: readonly AssetKind[];
  /** `derivative`: a new asset made from the source. `facts`: fills the source's own row. */
  readonly makes: 'derivative' | 'facts' | 'pack_file' | 'report';
  /** What the browser cannot read goes through the media engine, which is fetched for it. */
  readonly engine?: true;
  /** Takes a whole selection, of at least two, in one task and in its order. */
  readonly together?: true;
  /** What it makes shows or plays the same, so that descriptions of its source are true of it. */
  readonly same?: true;
  /** Whether it is shown as a tool on a selection (extract_metadata, say, is not). */
  readonly tool: boolean;
  readonly max_attempts: number;
}

/**
 * A kind of task as data: what the command layer, the scheduler, the form and the scripting door
 * need to know. The work itself is in `run.ts` beside it, which only the task worker reaches.
 */
export interface TaskKind<Params = unknown> extends TaskAbout {
  readonly fields: readonly Field[];
  /** Commands that a run may give while it holds its lease; none when not given. */
  readonly commands?: readonly CommandName[];
  /** Whether its run may ask other origins (`context.net`). */
  readonly network?: true;
  /** Parses settings from anywhere (form, scripting door, a stored row). Unknown keys are refused. */
  readonly parse: (settings: unknown) => Result<Params>;
  /**
   * Fills in what only the library knows of these settings, e.g. the scale of a chosen model; done
   * when they are queued, so that the task keeps what was true then.
   */
  readonly complete?: (params: Params, library: KnownModels) => Result<Params>;
  /** For kinds that work `together`: the first asset is the source, the settings name the others. */
  readonly gather?: {
    /** The settings with all sources in their order. Fails where they do not go together. */
    readonly with: (params: Params, sources: readonly AssetRow[]) => Result<Params>;
    /** Those that such settings name. */
    readonly others: (params: Params) => readonly AssetId[];
  };
  /** Why this source cannot be taken with these settings, or null; checked before anything is queued. */
  readonly refuses?: (source: AssetRow, params: Params) => string | null;
  /** The placeholder of a derivative, before any work is done. */
  readonly placeholder?: (source: AssetRow, params: Params) => Placeholder;
}

/** What the asset that will hold the result looks like before it exists. */
export interface Placeholder {
  readonly kind: AssetKind;
  readonly name: string;
  readonly provenance: Provenance;
  readonly width?: number;
  readonly height?: number;
  readonly format?: string;
  readonly generation: Generation;
}
