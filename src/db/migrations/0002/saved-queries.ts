/** Queries that people keep, and the ways into history that the Data screen takes. */
export const savedQueries = `
CREATE TABLE saved_queries (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  sql TEXT NOT NULL CHECK (length(sql) BETWEEN 1 AND 100000),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- What people did, by hand, by importing files or by a restore; not what the queue did for them.
CREATE INDEX applied_ops_by_people ON applied_ops (sequence)
  WHERE changed > 0 AND actor IN ('user', 'import', 'restore');
CREATE INDEX applied_ops_by_command ON applied_ops (command, sequence) WHERE changed > 0;
-- What hangs on an asset as the second of a pair: members, links, verdicts.
CREATE INDEX audit_log_by_second ON audit_log (substr(entity_id, 38, 36), id)
  WHERE entity_type IN ('asset_collection_members', 'asset_relationships', 'similar_verdicts');
`;
