/**
 * The parts of recipes by row number: terms of prompts and LoRAs, what filters offer and count by.
 * `recipe_parts` is given by the connection (src/domain/prompt-parts.ts) and asked only where there
 * is a recipe.
 */
const parts = (of: string): string =>
  `SELECT p.value ->> 'part', p.value ->> 'value', ${of}.n FROM json_each(recipe_parts(${of}.generation)) p`;

const without = `
  DELETE FROM recipe_rows WHERE (part, value, n) IN (${parts('old')});`;

export const recipes = `
CREATE TABLE recipe_rows (
  part TEXT NOT NULL CHECK (part IN ('prompt', 'lora')),
  value TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (part, value, n)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO recipe_rows (part, value, n)
SELECT p.value ->> 'part', p.value ->> 'value', a.n
FROM assets a CROSS JOIN json_each(recipe_parts(a.generation)) p WHERE a.generation IS NOT NULL;

CREATE TRIGGER assets_recipes_create AFTER INSERT ON assets WHEN new.generation IS NOT NULL BEGIN
  INSERT OR IGNORE INTO recipe_rows (part, value, n) ${parts('new')};
END;
CREATE TRIGGER assets_recipes_update AFTER UPDATE OF generation ON assets
WHEN old.generation IS NOT new.generation
BEGIN ${without}
  INSERT OR IGNORE INTO recipe_rows (part, value, n) ${parts('new')};
END;
CREATE TRIGGER assets_recipes_delete AFTER DELETE ON assets WHEN old.generation IS NOT NULL
BEGIN ${without}
END;
`;
