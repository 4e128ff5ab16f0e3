import '../ui/tokens.css';
import '../ui/base.css';

import { Tooltip } from '@base-ui/react/tooltip';
import { Router } from 'wouter';

import { usePath } from '../address.ts';
import { type InkreelClient, InkreelProvider } from '../inkreel.ts';
import { Shell } from './Shell.tsx';

/** The whole face on one client. */
export const App = ({ client }: { readonly client: InkreelClient }) => (
  <InkreelProvider value={client}>
    <Tooltip.Provider>
      <Router hook={usePath}>
        <Shell />
      </Router>
    </Tooltip.Provider>
  </InkreelProvider>
);
