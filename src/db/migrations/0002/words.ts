/**
 * The word index anew: with the words of texts and of metadata, and beside it an index of every
 * three signs of names and prompts, for parts of words. Both keep no text of their own. The
 * program is asked (`search_words`) only where a text is more than plain Latin.
 */
const words = (text: string): string =>
  `CASE WHEN ${text} GLOB '*[^ -~]*' THEN search_words(${text}) ELSE coalesce(${text}, '') END`;

/** So much of a long text is searched. */
const mostContent = 200_000;

const prompt = (row: string): string => `(${row}.generation ->> '$.prompt')`;
const tagsOf = (row: string): string =>
  `(SELECT group_concat(tag, ' ') FROM asset_tags WHERE asset_id = ${row}.id)`;
const contentOf = (row: string): string =>
  `(SELECT substr(content, 1, ${mostContent}) FROM texts WHERE id = ${row}.id)`;
const metaOf = (row: string): string =>
  `CASE ${row}.metadata WHEN '{}' THEN NULL ELSE (SELECT group_concat(substr(atom, 1, 300), ' ')
     FROM json_tree(${row}.metadata) WHERE type = 'text' AND fullkey NOT LIKE '$.unread%') END`;

const columns = 'rowid, name, tags, prompt, theme, source, alt_text, content, meta';
const own = (row: string): string =>
  `${words(`${row}.theme`)}, ${words(`${row}.source`)}, ${words(`${row}.alt_text`)}`;

/** Everything that is known of an asset. */
const all = (row: string): string =>
  `${row}.n, ${words(`${row}.name`)}, ${words(tagsOf(row))}, ${words(prompt(row))}, ${own(row)},
   ${words(contentOf(row))}, ${words(metaOf(row))}`;
/** What a new asset can have: no tags and no text yet, which hang on it. */
const fresh = `new.n, ${words('new.name')}, '', ${words(prompt('new'))}, ${own('new')}, '',
   ${words(metaOf('new'))}`;

const again = (row: string, which: string): string => `
  DELETE FROM asset_search WHERE rowid = ${row};
  INSERT INTO asset_search (${columns}) SELECT ${all('a')} FROM assets a WHERE ${which};`;
/** Writes the words of an asset again. */
export const wordsOfAsset = (id: string): string =>
  again(`(SELECT n FROM assets WHERE id = ${id})`, `a.id = ${id}`);

/** Values of the metadata by their key: numbers and short texts, lists by the key of the list. */
const metaRows = (row: string, from = ''): string => `
  INSERT OR IGNORE INTO meta_rows (key, value, n)
  SELECT lower(replace(substr(j.fullkey, 3, instr(j.fullkey || '[', '[') - 3), '"', '')),
    CASE j.type WHEN 'text' THEN substr(j.atom, 1, 300) WHEN 'true' THEN 'yes'
      WHEN 'false' THEN 'no' ELSE j.atom END, ${row}.n
  FROM ${from} json_tree(${row}.metadata) j
  WHERE j.atom IS NOT NULL AND j.type <> 'null' AND j.fullkey NOT LIKE '$.unread%'`;

const parts = `INSERT INTO asset_parts (rowid, name, prompt)`;

export const words0002 = `
DROP TRIGGER assets_search_create;
DROP TRIGGER assets_search_update;
DROP TRIGGER assets_search_delete;
DROP TRIGGER asset_tags_search_create;
DROP TRIGGER asset_tags_search_delete;
DROP TABLE asset_search;

CREATE VIRTUAL TABLE asset_search USING fts5(
  name, tags, prompt, theme, source, alt_text, content, meta,
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So'"
);
CREATE VIRTUAL TABLE asset_parts USING fts5(
  name, prompt, content = '', contentless_delete = 1,
  tokenize = 'trigram remove_diacritics 1'
);

-- Every value of the metadata by its key, in lower case, as "camera" or "exif.iso".
CREATE TABLE meta_rows (
  key TEXT NOT NULL,
  value ANY NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (key, value, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX meta_rows_by_row ON meta_rows (n);

INSERT INTO asset_search (${columns}) SELECT ${all('a')} FROM assets a;
${parts} SELECT a.n, a.name, ${prompt('a')} FROM assets a;
${metaRows('a', 'assets a CROSS JOIN')};

CREATE TRIGGER assets_search_create AFTER INSERT ON assets BEGIN
  INSERT INTO asset_search (${columns}) VALUES (${fresh});
  ${parts} VALUES (new.n, new.name, ${prompt('new')});
END;
CREATE TRIGGER assets_meta_create AFTER INSERT ON assets WHEN new.metadata <> '{}' BEGIN
  ${metaRows('new')};
END;
CREATE TRIGGER assets_search_update
AFTER UPDATE OF name, generation, theme, source, alt_text, metadata ON assets
WHEN old.name IS NOT new.name OR old.generation IS NOT new.generation OR old.theme IS NOT new.theme
  OR old.source IS NOT new.source OR old.alt_text IS NOT new.alt_text
  OR old.metadata IS NOT new.metadata
BEGIN ${again('new.n', 'a.n = new.n')}
END;
CREATE TRIGGER assets_parts_update AFTER UPDATE OF name, generation ON assets
WHEN old.name IS NOT new.name OR ${prompt('old')} IS NOT ${prompt('new')}
BEGIN
  DELETE FROM asset_parts WHERE rowid = old.n;
  ${parts} VALUES (new.n, new.name, ${prompt('new')});
END;
CREATE TRIGGER assets_meta_update AFTER UPDATE OF metadata ON assets
WHEN old.metadata IS NOT new.metadata
BEGIN
  DELETE FROM meta_rows WHERE n = old.n;
  ${metaRows('new')};
END;
CREATE TRIGGER assets_search_delete AFTER DELETE ON assets BEGIN
  DELETE FROM asset_search WHERE rowid = old.n;
  DELETE FROM asset_parts WHERE rowid = old.n;
  DELETE FROM tag_rows WHERE n = old.n;
  DELETE FROM meta_rows WHERE n = old.n;
END;
CREATE TRIGGER asset_tags_search_create AFTER INSERT ON asset_tags BEGIN
  INSERT INTO tag_rows (tag, n) SELECT new.tag, n FROM assets WHERE id = new.asset_id; ${wordsOfAsset('new.asset_id')}
END;
CREATE TRIGGER asset_tags_search_delete AFTER DELETE ON asset_tags BEGIN
  DELETE FROM tag_rows WHERE tag = old.tag
    AND n = (SELECT n FROM assets WHERE id = old.asset_id); ${wordsOfAsset('old.asset_id')}
END;
CREATE TRIGGER texts_search_create AFTER INSERT ON texts BEGIN ${wordsOfAsset('new.id')}
END;
CREATE TRIGGER texts_search_update AFTER UPDATE OF content ON texts
WHEN old.content IS NOT new.content BEGIN ${wordsOfAsset('new.id')}
END;
CREATE TRIGGER texts_search_delete AFTER DELETE ON texts BEGIN ${wordsOfAsset('old.id')}
END;
`;
