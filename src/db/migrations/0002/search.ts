import { words0002 } from './words.ts';

/**
 * The library shows what was made by hand too, so shelf 1 is everything but packs and masks. A
 * computed column cannot be changed: it is taken out with its indexes and both are made again.
 */
const shelves = `
DROP INDEX assets_by_created;
DROP INDEX assets_by_name;
DROP INDEX assets_by_size;
DROP INDEX assets_by_rating;
DROP INDEX assets_by_taken;
DROP INDEX assets_by_facets;
DROP INDEX assets_by_theme;
DROP INDEX assets_by_source;
ALTER TABLE assets DROP COLUMN shelf;
-- 1: the library, 2: the trash, 0: what lies aside.
ALTER TABLE assets ADD COLUMN shelf INTEGER GENERATED ALWAYS AS
  (CASE WHEN deleted_at IS NOT NULL THEN 2 WHEN kind IN ('pack', 'mask') THEN 0 ELSE 1 END) VIRTUAL;
CREATE INDEX assets_by_created ON assets
  (shelf, created_at, n, aspect, kind, state, provenance, approved, rating, theme);
CREATE INDEX assets_by_name ON assets
  (shelf, name_key, n, aspect, kind, state, provenance, approved, rating, theme);
CREATE INDEX assets_by_size ON assets
  (shelf, size, n, aspect, kind, state, provenance, approved, rating, theme);
CREATE INDEX assets_by_rating ON assets
  (shelf, rating, n, aspect, kind, state, provenance, approved, theme);
CREATE INDEX assets_by_taken ON assets
  (shelf, taken_at, n, aspect, kind, state, provenance, approved, rating, theme);
CREATE INDEX assets_by_facets ON assets
  (shelf, kind, provenance, state, approved, rating, theme, n);
CREATE INDEX assets_by_theme ON assets (shelf, theme, kind, provenance, state, approved, rating, n);
CREATE INDEX assets_by_source ON assets (shelf, source, kind, provenance, state, approved, rating, theme, n);
`;

/** What the query language reads: numbers, models, seeds, formats and metadata by index. */
export const search = `${shelves}
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
