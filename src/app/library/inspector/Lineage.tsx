import { lazy, Suspense } from 'react';

import type { AssetDetails } from '#domain/contract/queries.ts';

const AssetLinks = lazy(async () => {
  const { AssetLinks: component } = await import('../../lineage/AssetLinks.tsx');
  return { default: component };
});

/** Where an asset comes from, what was made from it and uses it; loaded when first shown. */
export const Lineage = ({ details }: { readonly details: AssetDetails }) => (
  <Suspense fallback={null}>
    <AssetLinks details={details} />
  </Suspense>
);
