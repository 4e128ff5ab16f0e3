/** A star that a person gave: it holds what it is on at the head of the library. */
export const starred = /* sql */ `
ALTER TABLE assets ADD COLUMN starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1));
-- Few of many: the order of the grid reads them from here and puts them first.
CREATE INDEX assets_starred ON assets (n) WHERE starred = 1;
`;
