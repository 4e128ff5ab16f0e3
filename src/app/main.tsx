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

const root = document.getElementById('root');
const show = (): void => {
  if (root) createRoot(root).render(<App client={client} />);
};
// Before the first paint, and only where another language is spoken. Not awaited: built, what it
// imports lies in the file of this module, and the two would wait for each other for ever.
if (language === 'en') show();
else void import('./language/speak-tasks.ts').then(show);

receiveFiles((files) => void client.importFiles(files.map((file) => ({ file }))));
void inkreel.capabilities().then(({ webgpu }) => startServiceWorker({ gpu: webgpu }));
