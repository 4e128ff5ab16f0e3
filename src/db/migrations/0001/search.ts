/** Asks the program only where there is text: most columns of most assets are empty. */
const words = (text: string): string =>
  `CASE WHEN ${text} IS NULL THEN '' ELSE search_words(${text}) END`;

const values = `a.n, search_words(a.name),
  ${words("(SELECT group_concat(tag, ' ') FROM asset_tags WHERE asset_id = a.id)")},
  ${words("(a.generation ->> '$.prompt')")}, ${words('a.theme')}, ${words('a.source')},
  ${words('a.alt_text')}`;

const columns = 'rowid, name, tags, prompt, theme, source, alt_text';

/**
 * The word index over assets. It keeps no text of its own, only the words; `search_words` is given
 * by the connection and parts scripts that are written without spaces.
 */
export const search = `
-- Tags by row number, derived from asset_tags: what filters and facets read.
CREATE TABLE tag_rows (
  tag TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (tag, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_rows_by_row ON tag_rows (n);

CREATE VIRTUAL TABLE asset_search USING fts5(
  name, tags, prompt, theme, source, alt_text,
  content = '', contentless_delete = 1, prefix = '2 3',
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So'"
);

CREATE TRIGGER assets_search_create AFTER INSERT ON assets BEGIN
  INSERT INTO asset_search (${columns}) SELECT ${values} FROM assets a WHERE a.n = new.n;
END;
CREATE TRIGGER assets_search_update
AFTER UPDATE OF name, generation, theme, source, alt_text ON assets
WHEN old.name IS NOT new.name OR old.generation IS NOT new.generation OR old.theme IS NOT new.theme
  OR old.source IS NOT new.source OR old.alt_text IS NOT new.alt_text
BEGIN
  DELETE FROM asset_search WHERE rowid = new.n;
  INSERT INTO asset_search (${columns}) SELECT ${values} FROM assets a WHERE a.n = new.n;
END;
CREATE TRIGGER assets_search_delete AFTER DELETE ON assets BEGIN
  DELETE FROM asset_search WHERE rowid = old.n;
  DELETE FROM tag_rows WHERE n = old.n;
END;
CREATE TRIGGER asset_tags_search_create AFTER INSERT ON asset_tags BEGIN
  INSERT INTO tag_rows (tag, n) SELECT new.tag, n FROM assets WHERE id = new.asset_id;
  DELETE FROM asset_search WHERE rowid = (SELECT n FROM assets WHERE id = new.asset_id);
  INSERT INTO asset_search (${columns}) SELECT ${values} FROM assets a WHERE a.id = new.asset_id;
END;
CREATE TRIGGER asset_tags_search_delete AFTER DELETE ON asset_tags BEGIN
  DELETE FROM tag_rows WHERE tag = old.tag
    AND n = (SELECT n FROM assets WHERE id = old.asset_id);
  DELETE FROM asset_search WHERE rowid = (SELECT n FROM assets WHERE id = old.asset_id);
  INSERT INTO asset_search (${columns}) SELECT ${values} FROM assets a WHERE a.id = old.asset_id;
END;
`;
