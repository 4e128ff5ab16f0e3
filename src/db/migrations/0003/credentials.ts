/** 0003: what checking content credentials gave, asked by search; only files that have some are in it. */
export const credentials = /* sql */ `
CREATE INDEX assets_by_credentials ON assets
  (coalesce(metadata ->> '$.content_credentials.checked.state', 'unverified'), n)
  WHERE metadata ->> '$.content_credentials.statements' > 0;
`;
