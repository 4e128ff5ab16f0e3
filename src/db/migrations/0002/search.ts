import { words0002 } from './words.ts';

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
${words0002}`;
