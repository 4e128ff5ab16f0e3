/** What was done and what can be taken back, and the library read by SQL: questions and acts. */
import type { AssetId, RequestId } from '#domain/id.ts';
import type { HistoryEntry } from './queries.ts';

/** Something that history speaks of, by its present name, or by its last one when it is gone. */
export interface Thing {
  readonly id: string;
  readonly name: string;
  /** A kind of asset, or collection, project, folder, query. */
  readonly kind: string;
  /** Row number of an asset, to select it; null for other things and for what is gone. */
  readonly n: number | null;
  readonly place: 'library' | 'trash' | 'gone';
}

/** Why a request cannot be taken back whatever stands now. */
export type UndoBar = 'deleted_for_good' | 'queue_work' | 'not_a_change' | 'unknown';

/** A request that changed something, as history tells it. */
export interface HistoryRequest {
  readonly request_id: RequestId;
  /** null: the queue finished work. */
  readonly command: string | null;
  /** `user`, `engine`, `library` or the name of a program. */
  readonly actor: string;
  readonly timestamp: number;
  /** Entries of the journal. */
  readonly changed: number;
  /** The request that this one took back, and the command of the deed at the start of that chain. */
  readonly undoes: RequestId | null;
  readonly first_command: string | null;
  /** Whether what it did stands now; an undoing that was taken back does not. */
  readonly stands: boolean;
  /** The request to take back so that this one is undone, or done again when it does not stand. */
  readonly acts_on: RequestId;
  readonly bar: UndoBar | null;
  /** The first few things that it changed. */
  readonly things: readonly Thing[];
}

export interface HistoryFilter {
  /** user: what people did; everything: also what the queue finished. */
  readonly who?: 'user' | 'everything';
  readonly command?: string;
  readonly entity?: string;
  /** Moments in ms UTC: from this one on, and before that one. */
  readonly from?: number;
  readonly until?: number;
  /** Part of a name or of a value, old or new. */
  readonly text?: string;
}

/** Why one row keeps a request from being taken back. */
export interface UndoClash {
  /** changed: it has another value now. gone: it, or what it belongs to, was deleted. exists: it is there again. refused: the database says no. */
  readonly why: 'changed' | 'gone' | 'exists' | 'refused';
  readonly entity_type: string;
  readonly entity_id: string;
  readonly fields: readonly string[];
  /** What the database said; only where it refused. */
  readonly reason: string | null;
}

export interface UndoPreview {
  readonly request: RequestId;
  readonly command: string | null;
  /** Rows that would change. */
  readonly changes: number;
  readonly possible: boolean;
  readonly bar: UndoBar | 'undone' | null;
  /** The first fifty. */
  readonly clashes: readonly UndoClash[];
  readonly clash_count: number;
  /** Later requests that stand on what would be taken back, the newest first. */
  readonly later: readonly {
    readonly request_id: RequestId;
    readonly command: string | null;
    readonly timestamp: number;
    readonly changed: number;
  }[];
  readonly things: readonly Thing[];
}

/** A cell of a result; bytes are told by their number. */
export type SqlCell = string | number | null | { readonly bytes: number };

export const sqlBounds = {
  rows: { least: 1, most: 10_000, usual: 1000 },
  milliseconds: { least: 100, most: 5000, usual: 2000 },
} as const;

export type SqlAnswer =
  | {
      readonly kind: 'rows';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly SqlCell[])[];
      /** There were more than the limit. */
      readonly more: boolean;
      readonly tables: readonly string[];
      /** Milliseconds in the database thread. */
      readonly took: number;
    }
  /** It would do more than read. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Line and column count from 1. */
  | {
      readonly kind: 'wrong';
      readonly reason: string;
      readonly at: { readonly line: number; readonly column: number } | null;
    }
  | { readonly kind: 'too_long'; readonly milliseconds: number }
  /** Whoever asked took it back; milliseconds that it ran. */
  | { readonly kind: 'stopped'; readonly took: number };

export interface SavedQueryRow {
  readonly id: string;
  readonly name: string;
  readonly sql: string;
  readonly created_at: number;
  readonly updated_at: number;
}

export interface SchemaTable {
  readonly name: string;
  readonly type: 'table' | 'view' | 'virtual';
  readonly sql: string;
  /** null where counting has no meaning. */
  readonly rows: number | null;
  /** With its indexes; null where not measured. */
  readonly bytes: number | null;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly required: boolean;
    /** Place in the primary key, from 1; 0: not in it. */
    readonly key: number;
    /** Computed from other columns. */
    readonly computed: boolean;
    /** "table(column)" that it points at. */
    readonly points_at: string | null;
  }[];
  readonly indexes: readonly {
    readonly name: string;
    readonly unique: boolean;
    readonly columns: readonly string[];
    readonly bytes: number | null;
  }[];
  readonly triggers: readonly { readonly name: string; readonly sql: string }[];
}

export interface HistoryCommands {
  /** Keeps a query under a name, or changes the one with this id. */
  saveQuery: {
    input: { readonly query?: string; readonly name: string; readonly sql: string };
    value: { readonly query: string };
  };
  deleteQuery: { input: { readonly query: string }; value: { readonly changed: number } };
}

export interface HistoryQueries {
  /** Requests that changed something, newest first; `before` is the `next` of the page above. */
  requestHistory: {
    params: HistoryFilter & { readonly before?: number; readonly limit: number };
    value: { readonly requests: readonly HistoryRequest[]; readonly next: number | null };
  };
  /** Commands that history knows, with how often they changed something. */
  historyCommands: {
    params: Record<string, never>;
    value: readonly { readonly command: string; readonly count: number }[];
  };
  /** Entries of one request in their order, or of one thing with what hangs on it, newest first. */
  changes: {
    params: {
      readonly request?: RequestId;
      readonly entity?: string;
      /** The `next` of the page before. */
      readonly after?: number;
      readonly limit: number;
    };
    value: {
      readonly entries: readonly HistoryEntry[];
      readonly things: readonly Thing[];
      readonly next: number | null;
    };
  };
  /** What taking a request back would do, by the same code, without doing it. */
  undoPreview: {
    params: { readonly request: RequestId; readonly assets?: readonly AssetId[] };
    value: UndoPreview;
  };
  /** One statement that only reads, with its types and within limits. */
  readSql: {
    params: {
      readonly sql: string;
      readonly values?: readonly (string | number | null)[];
      readonly rows: number;
      readonly milliseconds: number;
      /** A mark that can be taken back to stop it: an address from `URL.createObjectURL`. */
      readonly while?: string;
    };
    value: SqlAnswer;
  };
  savedQueries: { params: Record<string, never>; value: readonly SavedQueryRow[] };
  /** Tables with all that belongs to them; `sizes` reads every page of the file. */
  schemaTables: {
    params: { readonly sizes?: boolean };
    value: { readonly version: number; readonly tables: readonly SchemaTable[] };
  };
}
