import '../ui/tokens.css';
import '../ui/base.css';

import { DirectionProvider } from '@base-ui/react/direction-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { Router } from 'wouter';

import { usePath } from '../address.ts';
import { type InkreelClient, InkreelProvider } from '../inkreel.ts';
import { directionOf, useDirection } from '../language/choice.ts';
import { Shell } from './Shell.tsx';

/** The whole face on one client. */
export function App({ client }: { readonly client: InkreelClient }) {
  const direction = directionOf(useDirection((state) => state.value));
  return (
    <InkreelProvider value={client}>
      <DirectionProvider direction={direction}>
        <Tooltip.Provider>
          <Router hook={usePath}>
            <Shell />
          </Router>
        </Tooltip.Provider>
      </DirectionProvider>
    </InkreelProvider>
  );
}
