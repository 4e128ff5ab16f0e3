/** What the query language reads: numbers, models, seeds, formats and metadata by index. */
export const search = `
ALTER TABLE assets ADD COLUMN model TEXT GENERATED ALWAYS AS (generation ->> '$.model') VIRTUAL;
ALTER TABLE assets ADD COLUMN seed INTEGER GENERATED ALWAYS AS
  (CAST(generation ->> '$.seed' AS INTEGER)) VIRTUAL;
CREATE INDEX assets_by_model ON assets (model, n) WHERE generation IS NOT NULL;
CREATE INDEX assets_by_seed ON assets (seed, n) WHERE generation IS NOT NULL;
CREATE INDEX assets_by_numbers ON assets (shelf, width, height, duration_s, fps, cost_micros, n);
CREATE INDEX assets_by_format ON assets (shelf, format, origin, n);
CREATE INDEX assets_with_prompt ON assets (n) WHERE generation ->> '$.prompt' > '';
CREATE INDEX assets_with_alt ON assets (n) WHERE alt_text > '';
CREATE INDEX assets_master ON assets (n) WHERE is_master_reference = 1;
DROP INDEX assets_by_project;
CREATE INDEX assets_by_project ON assets (project_id, shelf, n);

-- Every value of the metadata by its key, in lower case, as "camera" or "exif.iso".
CREATE TABLE meta_rows (
  key TEXT NOT NULL,
  value ANY NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (key, value, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX meta_rows_by_row ON meta_rows (n);
`;
