/** The raw exports of the WebAssembly module that values are bound and rows are read through. */
export interface Raw {
  sqlite3_step(statement: number): number;
  sqlite3_reset(statement: number): number;
  sqlite3_bind_null(statement: number, index: number): number;
  sqlite3_bind_int(statement: number, index: number, value: number): number;
  sqlite3_bind_int64(statement: number, index: number, value: bigint): number;
  sqlite3_bind_double(statement: number, index: number, value: number): number;
  sqlite3_bind_text(
    statement: number,
    index: number,
    start: number,
    bytes: number,
    destructor: number,
  ): number;
  sqlite3_bind_blob(
    statement: number,
    index: number,
    start: number,
    bytes: number,
    destructor: number,
  ): number;
  sqlite3_column_count(statement: number): number;
  sqlite3_column_type(statement: number, column: number): number;
  sqlite3_column_int(statement: number, column: number): number;
  sqlite3_column_double(statement: number, column: number): number;
  sqlite3_column_text(statement: number, column: number): number;
  sqlite3_column_blob(statement: number, column: number): number;
  sqlite3_column_bytes(statement: number, column: number): number;
  sqlite3_total_changes(database: number): number;
  sqlite3_changes(database: number): number;
  sqlite3_get_autocommit(database: number): number;
}
