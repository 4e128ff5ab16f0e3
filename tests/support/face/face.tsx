/** The face on a library in memory, to be looked at: /tests/support/face/index.html?count=60 */
import { createRoot } from 'react-dom/client';

import { App } from '#app/shell/App.tsx';
import { fakeClient } from './fake-client.ts';

const count = Number(new URLSearchParams(location.search).get('count') ?? '60');
const client = fakeClient(count);
createRoot(document.getElementById('root')!).render(<App client={client} />);
setInterval(() => {
  for (const asset of client.rows()) {
    if (asset.state === 'generating') {
      client.tick({ task: `task-${asset.id}` as never, fraction: 0.62 });
    }
  }
}, 500);
