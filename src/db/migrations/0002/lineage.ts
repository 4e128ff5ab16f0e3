/** What is left of a source that was deleted for good: its name, for as long as its results are there. */
const named = `
  SELECT r.child_asset_id, old.id, r.relationship_type, old.name, old.kind,
    coalesce((SELECT now FROM change_context), unixepoch() * 1000)
  FROM asset_relationships r
  WHERE r.parent_asset_id = old.id
    AND r.relationship_type IN ('derived_from', 'generated_from', 'variant_of')`;

export const lineage = `
CREATE TABLE gone_sources (
  child_asset_id TEXT NOT NULL REFERENCES assets(id) ON DELETE CASCADE,
  -- The asset that is not there any more.
  source_id TEXT NOT NULL,
  relationship_type TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  deleted_at INTEGER NOT NULL,
  PRIMARY KEY (child_asset_id, source_id, relationship_type)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER assets_gone_source BEFORE DELETE ON assets
BEGIN INSERT OR IGNORE INTO gone_sources ${named}; END;

-- Sources deleted before there was this table: the journal knows their names.
INSERT OR IGNORE INTO gone_sources
SELECT l.old_value ->> '$.child_asset_id', l.old_value ->> '$.parent_asset_id',
  l.old_value ->> '$.relationship_type', d.old_value ->> '$.name', d.old_value ->> '$.kind',
  d.timestamp
FROM audit_log l
JOIN audit_log d ON d.entity_id = l.old_value ->> '$.parent_asset_id'
  AND d.entity_type = 'assets' AND d.action = 'delete'
WHERE l.entity_type = 'asset_relationships' AND l.action = 'delete'
  AND l.old_value ->> '$.relationship_type' IN ('derived_from', 'generated_from', 'variant_of')
  AND EXISTS (SELECT 1 FROM assets WHERE id = l.old_value ->> '$.child_asset_id');
`;
