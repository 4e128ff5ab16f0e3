/** What a database worker can be asked over a wire: by its tab, by its other threads, by other tabs. */
import type { CommandName } from '#domain/contract/commands.ts';
import type { QueryName } from '#domain/contract/queries.ts';
import type { RequestId } from '#domain/id.ts';

/** Rows as the scripting door and the Data screen get them. */
export type SqlRow = Readonly<Record<string, unknown>>;

/** What a person may choose when the library cannot simply be opened. */
export type Choice =
  /** Begins an empty library. Refused unless the old one is missing or was set aside. */
  | 'start_new'
  /** Tries once more to open, or to write. */
  | 'retry';

/** A database file handed out for safe keeping. */
export interface ExportedFile {
  readonly name: string;
  readonly blob: Blob;
}

export type DatabaseMethods = {
  command: {
    input: {
      readonly name: CommandName;
      readonly input: unknown;
      readonly request: RequestId;
      readonly actor: string;
    };
    value: unknown;
  };
  query: {
    input: { readonly name: QueryName; readonly params: unknown };
    value: { readonly value: unknown; readonly tables: readonly string[] };
  };
  sql: {
    input: { readonly text: string; readonly params: readonly unknown[] };
    value: { readonly rows: readonly SqlRow[]; readonly tables: readonly string[] };
  };
  choose: { input: Choice; value: null };
  /** The database file that is not open: of a newer Inkreel, or set aside as damaged. */
  exportDatabase: { input: null; value: ExportedFile };
  /** Tells that writing files met a full disk; answered when there is space again. */
  awaitSpace: { input: null; value: null };
  /** Answered whatever the state, so that a silent leader is told from a busy one. */
  ping: { input: null; value: null };
};
