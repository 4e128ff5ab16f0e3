/**
 * Tags of an asset enter the word index by a trigger, which writes all words of the asset again:
 * eight tags, eight times. While an asset stands in `words_held` nothing is written; when it is
 * taken out, its words are, once. No row of it outlives its transaction
 * (`src/db/engine/held-words.ts`).
 */
import { wordsOfAsset } from '../0002/words.ts';

const isFree = (id: string): string => `NOT EXISTS (SELECT 1 FROM words_held WHERE id = ${id})`;

export const heldWords = /* sql */ `
CREATE TABLE words_held (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

DROP TRIGGER asset_tags_search_create;
DROP TRIGGER asset_tags_search_delete;
CREATE TRIGGER asset_tags_rows_create AFTER INSERT ON asset_tags BEGIN
  INSERT INTO tag_rows (tag, n) SELECT new.tag, n FROM assets WHERE id = new.asset_id;
END;
CREATE TRIGGER asset_tags_rows_delete AFTER DELETE ON asset_tags BEGIN
  DELETE FROM tag_rows WHERE tag = old.tag
    AND n = (SELECT n FROM assets WHERE id = old.asset_id);
END;
CREATE TRIGGER asset_tags_search_create AFTER INSERT ON asset_tags WHEN ${isFree('new.asset_id')}
BEGIN ${wordsOfAsset('new.asset_id')}
END;
CREATE TRIGGER asset_tags_search_delete AFTER DELETE ON asset_tags WHEN ${isFree('old.asset_id')}
BEGIN ${wordsOfAsset('old.asset_id')}
END;
CREATE TRIGGER words_held_release AFTER DELETE ON words_held BEGIN ${wordsOfAsset('old.id')}
END;
`;
