/** What the query language reads: numbers, models and seeds by index. */
export const search = `
ALTER TABLE assets ADD COLUMN model TEXT GENERATED ALWAYS AS (generation ->> '$.model') VIRTUAL;
ALTER TABLE assets ADD COLUMN seed INTEGER GENERATED ALWAYS AS
  (CAST(generation ->> '$.seed' AS INTEGER)) VIRTUAL;
CREATE INDEX assets_by_model ON assets (model, n) WHERE generation IS NOT NULL;
CREATE INDEX assets_by_seed ON assets (seed, n) WHERE generation IS NOT NULL;
CREATE INDEX assets_by_numbers ON assets (shelf, width, height, duration_s, fps, cost_micros, n);
DROP INDEX assets_by_project;
CREATE INDEX assets_by_project ON assets (project_id, shelf, n);
`;
