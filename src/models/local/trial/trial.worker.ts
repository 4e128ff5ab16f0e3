/**
 * Runs one tile of a model that nobody trusts yet. It lives for that one tile: whatever the model
 * does to its memory goes with it, it can be ended while it computes, and its policy lets it speak
 * with the app's own origin only.
 */
import { failureFrom } from '#domain/failure.ts';
import type { TrialAnswer, TrialRequest } from './messages.ts';
import { runTile } from './run-tile.ts';

const say = (answer: TrialAnswer): void =>
  self.postMessage(answer, { transfer: answer.say === 'ran' ? [answer.data.buffer] : [] });

self.addEventListener('message', (event: MessageEvent<TrialRequest>) => {
  runTile(event.data)
    .catch((thrown: unknown): TrialAnswer => ({ say: 'failed', failure: failureFrom(thrown) }))
    .then(say)
    .catch(() => undefined);
});
