/**
 * What a source that is deleted for good leaves behind for its results: not only its name, but the
 * terms on which it could be used, and what it was itself made of. Else emptying the trash would
 * make every result look free.
 */
/** What a model in a record is called, where it has a licence; a way of working has none. */
export const modelOf = (of: string): string => `CASE
  WHEN coalesce(${of}.generation ->> '$.commercial_use', ${of}.generation ->> '$.model_license')
    IS NOT NULL THEN ${of}.generation ->> '$.model' END`;
/** Whether what that model makes may be sold: 0, 1, or NULL where nobody said. */
export const maySell = (of: string): string => `CASE ${of}.generation -> '$.commercial_use'
  WHEN 'true' THEN 1 WHEN 'false' THEN 0 END`;
/** Names of those who made it, as a JSON list. */
export const creatorsOf = (of: string): string =>
  `CASE json_type(${of}.metadata, '$.creators') WHEN 'array' THEN ${of}.metadata -> '$.creators' END`;
export const rightsOf = (of: string): string => `${of}.metadata ->> '$.rights'`;

const downward = `('derived_from', 'generated_from', 'variant_of')`;
const upward = `('part_of', 'reference_for', 'used_in')`;
const now = 'coalesce((SELECT now FROM change_context), unixepoch() * 1000)';
const columns = 'child_asset_id, source_id, relationship_type, name, kind, deleted_at';
const terms = 'provenance, rights, creators, model, may_sell';

export const goneSources = /* sql */ `
ALTER TABLE gone_sources ADD COLUMN provenance TEXT;
ALTER TABLE gone_sources ADD COLUMN rights TEXT;
-- JSON, a list of names.
ALTER TABLE gone_sources ADD COLUMN creators TEXT;
ALTER TABLE gone_sources ADD COLUMN model TEXT;
ALTER TABLE gone_sources ADD COLUMN may_sell INTEGER;
-- 1: no source itself; it was used beside one, or went into one that is gone. It may still be there.
ALTER TABLE gone_sources ADD COLUMN further INTEGER NOT NULL DEFAULT 0;
CREATE INDEX gone_sources_by_source ON gone_sources (source_id);

DROP TRIGGER assets_gone_source;
CREATE TRIGGER assets_gone_source BEFORE DELETE ON assets BEGIN
  INSERT INTO gone_sources (${columns})
  SELECT r.child_asset_id, old.id, r.relationship_type, old.name, old.kind, ${now}
  FROM asset_relationships r
  WHERE r.parent_asset_id = old.id AND r.relationship_type IN ${downward}
  ON CONFLICT DO UPDATE SET further = 0;
  INSERT OR IGNORE INTO gone_sources (${columns}, further)
  SELECT r.parent_asset_id, old.id, r.relationship_type, old.name, old.kind, ${now}, 1
  FROM asset_relationships r
  WHERE r.child_asset_id = old.id AND r.relationship_type IN ${upward};
  -- What it was made of is from now on what its results are made of.
  INSERT OR IGNORE INTO gone_sources (${columns}, ${terms}, further)
  SELECT result.id, source.id, 'derived_from', source.name, source.kind, source.at,
    source.provenance, source.rights, source.creators, source.model, source.may_sell, 1
  FROM (SELECT DISTINCT child_asset_id AS id FROM gone_sources WHERE source_id = old.id) AS result
  CROSS JOIN (
    SELECT a.id, a.name, a.kind, ${now} AS at, NULL AS provenance, NULL AS rights, NULL AS creators,
      NULL AS model, NULL AS may_sell
    FROM asset_relationships r JOIN assets a ON a.id = r.parent_asset_id
    WHERE r.child_asset_id = old.id AND r.relationship_type IN ${downward}
    UNION ALL
    SELECT a.id, a.name, a.kind, ${now}, NULL, NULL, NULL, NULL, NULL
    FROM asset_relationships r JOIN assets a ON a.id = r.child_asset_id
    WHERE r.parent_asset_id = old.id AND r.relationship_type IN ${upward}
    UNION ALL
    SELECT source_id, name, kind, deleted_at, ${terms}
    FROM gone_sources WHERE child_asset_id = old.id
  ) AS source
  WHERE source.id <> result.id;
  UPDATE gone_sources SET name = old.name, deleted_at = ${now}, provenance = old.provenance,
    rights = ${rightsOf('old')}, creators = ${creatorsOf('old')}, model = ${modelOf('old')},
    may_sell = ${maySell('old')}
  WHERE source_id = old.id;
END;
`;
