/** Models that a person added to this device. The shipped ones are data of the app. */
export const models = `
CREATE TABLE local_models (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  task TEXT NOT NULL CHECK (task IN ('upscale', 'inpaint', 'matting', 'face_detection', 'face_swap')),
  manifest TEXT NOT NULL CHECK (json_type(manifest) = 'object'),
  -- What the file itself says of its inputs, outputs and size.
  facts TEXT NOT NULL CHECK (json_type(facts) = 'object'),
  blob TEXT NOT NULL CHECK (length(blob) = 64),
  size INTEGER NOT NULL CHECK (size > 0),
  licence TEXT NOT NULL CHECK (length(licence) BETWEEN 1 AND 1000),
  -- NULL: not known.
  commercial_use INTEGER CHECK (commercial_use IN (0, 1)),
  source_url TEXT CHECK (length(source_url) <= 4000),
  catalogue TEXT CHECK (length(catalogue) <= 100),
  accepted_at INTEGER,
  test TEXT CHECK (json_type(test) = 'object'),
  -- Only what passed its test may be used.
  enabled INTEGER NOT NULL DEFAULT 0 CHECK (enabled IN (0, 1)),
  -- Its file is not on this device: a backup left it out, or it was lost.
  missing INTEGER NOT NULL DEFAULT 0 CHECK (missing IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CHECK (enabled = 0 OR coalesce(test ->> '$.passed', 0) = 1),
  CHECK (enabled = 0 OR missing = 0),
  CHECK (enabled = 0 OR accepted_at IS NOT NULL OR commercial_use = 1)
) STRICT;
CREATE INDEX local_models_by_blob ON local_models (blob);
CREATE INDEX local_models_by_task ON local_models (task, enabled);
`;
