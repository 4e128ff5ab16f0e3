/** The words of the word index with how many assets have each: what a slip is held against. */
export const vocabulary = /* sql */ `
CREATE VIRTUAL TABLE asset_words USING fts5vocab(asset_search, row);
`;
