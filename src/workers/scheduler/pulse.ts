/**
 * Whether a task worker still lives: it is asked at every heartbeat while it has work, and anything
 * that it says is an answer.
 *
 * Silence is counted in heartbeats, each at most once, not by the clock: a machine that slept or a
 * thread of the database that was busy itself must not make a worker look dead.
 *
 * The limits are such that no honest work comes near them. Our loops give other events their turn
 * after 50 ms (`encodeImage`, fillers, films). Single steps of converting, editing and restoring 100
 * megapixels took 2.1 s at most on two busy cores, so 200 megapixels on a machine ten times slower
 * still answer in less than a minute: half the limit. What took longer there (a subject looked for,
 * a mask stretched: 4.6 and 6.7 s), or is bounded by nothing (a network that is loaded or run, an
 * encoder that takes the picture as a whole), says so before (`media/long-step.ts`) and has a
 * quarter of an hour.
 */
import type { Failure } from '#domain/failure.ts';

import type { FromTaskWorker } from './messages.ts';

/** In ms. */
export interface PulseLimits {
  /** Silence of a worker that has spoken and did not say that a long step begins. */
  readonly silence: number;
  /** Silence in a step that cannot be cut, and of a worker whose script is still being loaded. */
  readonly longSilence: number;
  /**
   * Time in which a run neither reported, asked, read nor wrote, though its thread answers: it
   * waits for something that never comes. Longer than the longest run of the media engine (half an
   * hour), which ends itself.
   */
  readonly standstill: number;
}

export const pulseLimits: PulseLimits = {
  silence: 120_000,
  longSilence: 15 * 60_000,
  standstill: 45 * 60_000,
};

/** What is known of a worker's life; changed in place. */
export interface Pulse {
  hasSpoken: boolean;
  /** Whether it was asked and has said nothing since. */
  isAsked: boolean;
  isInLongStep: boolean;
  silentFor: number;
  /** How often its run has used what it was given, as it said last. */
  steps: number;
  standsFor: number;
}

export const newPulse = (): Pulse => ({
  hasSpoken: false,
  isAsked: false,
  isInLongStep: false,
  silentFor: 0,
  steps: -1,
  standsFor: 0,
});

/** Whatever a worker says is a sign of life. */
export function hear(pulse: Pulse, message: FromTaskWorker): void {
  pulse.hasSpoken = true;
  pulse.isAsked = false;
  pulse.silentFor = 0;
  if (message.say === 'long_step') pulse.isInLongStep = message.begins;
  if (message.say === 'ended') pulse.isInLongStep = false;
  if (message.say === 'here' && message.steps === pulse.steps) return;
  pulse.standsFor = 0;
  if (message.say === 'here') pulse.steps = message.steps;
}

/** Without work a worker owes no answer. */
export function rest(pulse: Pulse): void {
  pulse.isAsked = false;
  pulse.silentFor = 0;
  pulse.standsFor = 0;
}

/** One heartbeat of a worker that has work: null when all is well, else why it is to be ended. */
export function feel(pulse: Pulse, beat: number, limits: PulseLimits): Failure | null {
  pulse.standsFor += beat;
  if (pulse.isAsked) pulse.silentFor += beat;
  pulse.isAsked = true;
  const patience = pulse.isInLongStep || !pulse.hasSpoken ? limits.longSilence : limits.silence;
  const stuckFor =
    pulse.silentFor >= patience
      ? pulse.silentFor
      : pulse.standsFor >= limits.standstill
        ? pulse.standsFor
        : null;
  return stuckFor === null ? null : { code: 'stuck', seconds: Math.round(stuckFor / 1000) };
}
