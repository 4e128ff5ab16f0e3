/** What a project shows: its assets counted from one index, and what may be its master reference. */
export const projects = `
DROP INDEX assets_by_project;
CREATE INDEX assets_by_project ON assets
  (project_id, shelf, kind, provenance, state, approved, n);
CREATE INDEX assets_by_master ON assets (is_master_reference, n) WHERE is_master_reference = 1;
CREATE INDEX collections_by_project ON asset_collections (project_id, type);
`;
