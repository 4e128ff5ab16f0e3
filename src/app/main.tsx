// First: it decides which scripts may be started at all.
import './offline/trusted-scripts.ts';

import { createRoot } from 'react-dom/client';

import { chosenLibrary, openInkreel } from '#workers/client.ts';
import { clientOver } from './client.ts';
import { language } from './language/choice.ts';
import { receiveFiles } from './offline/arrivals.ts';
import { startServiceWorker } from './offline/service-worker.ts';
import { openScriptingDoor } from './scripting.ts';
import { App } from './shell/App.tsx';
import './theme.ts';

declare const __APP_VERSION__: string;

const inkreel = openInkreel({ library: chosenLibrary(), version: __APP_VERSION__ });
const client = clientOver(inkreel, __APP_VERSION__);
openScriptingDoor(inkreel, __APP_VERSION__);

// Before the first paint, and only where another language is spoken.
if (language !== 'en') await import('./language/speak-tasks.ts');

const root = document.getElementById('root');
if (root) createRoot(root).render(<App client={client} />);

receiveFiles((files) => void client.importFiles(files.map((file) => ({ file }))));
void inkreel.capabilities().then(({ webgpu }) => startServiceWorker({ gpu: webgpu }));
