/**
 * Calls across a thread. The only file that knows Comlink, and these are its laws:
 *
 * 1. What is expected to fail comes back as data (`Result`), since Comlink drops the fields of errors.
 * 2. An AbortSignal cannot be cloned: the caller settles at once and `abort(id)` goes as a message.
 * 3. Every call settles, also when the other side dies: `lost` tells of the death.
 * 4. Typed arrays that own their whole buffer move instead of being copied.
 */
import * as Comlink from 'comlink';

import { failureFrom } from '#domain/failure.ts';
import type { Result } from '#domain/result.ts';
import { fail } from '#domain/result.ts';

/** A port, a worker, or anything that carries messages like one. */
export type Wire = Comlink.Endpoint;

/** name → what a method takes and gives. */
export type Methods = Record<string, { readonly input: unknown; readonly value: unknown }>;

/** The answering side: each method gets its input and a signal that aborts when the caller gave up. */
export type Handlers<M extends Methods> = {
  readonly [Name in keyof M]: (
    input: M[Name]['input'],
    signal: AbortSignal,
  ) => Result<M[Name]['value']> | Promise<Result<M[Name]['value']>>;
};

/** The calling side. */
export interface Remote<M extends Methods> {
  /** Calls a method. The other side's death gives an `interrupted` failure, an abort a `cancelled` one. */
  call<Name extends keyof M & string>(
    name: Name,
    input: M[Name]['input'],
    signal?: AbortSignal,
  ): Promise<Result<M[Name]['value']>>;
  /** Like `call`, but null when the other side died before it answered: the outcome is unknown. */
  attempt<Name extends keyof M & string>(
    name: Name,
    input: M[Name]['input'],
    signal?: AbortSignal,
  ): Promise<Result<M[Name]['value']> | null>;
  /** Settles all open calls as lost and lets go of the wire. */
  close(): void;
}

interface Exposed {
  call(id: number, name: string, input: unknown): Promise<unknown>;
  abort(id: number): void;
}

/** Answers calls on a wire until it closes. A thrown bug becomes an `internal` failure for the caller. */
export function serve<M extends Methods>(wire: Wire, handlers: Handlers<M>): void {
  const running = new Map<number, AbortController>();
  const exposed: Exposed = {
    async call(id, name, input) {
      const controller = new AbortController();
      running.set(id, controller);
      try {
        const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
        if (!handler) return fail({ code: 'unsupported', what: name, reason: 'no such method' });
        const result = await handler(input, controller.signal);
        return Comlink.transfer(result, buffersOf(result));
      } catch (error) {
        return fail(failureFrom(error));
      } finally {
        running.delete(id);
      }
    },
    abort(id) {
      running.get(id)?.abort();
    },
  };
  Comlink.expose(exposed, wire);
}

/** Speaks to a served wire. `lost` resolves when the other side is known to be dead. */
export function connect<M extends Methods>(wire: Wire, lost?: Promise<unknown>): Remote<M> {
  const proxy = Comlink.wrap<Exposed>(wire);
  const waiting = new Set<() => void>();
  let nextId = 1;
  let closed = false;

  const close = (): void => {
    if (closed) return;
    closed = true;
    for (const settle of waiting) settle();
    waiting.clear();
  };
  void lost?.then(close, close);

  const attempt: Remote<M>['attempt'] = (name, input, signal) => {
    if (closed) return Promise.resolve(null);
    if (signal?.aborted) return Promise.resolve(fail({ code: 'cancelled' }));
    const id = nextId;
    nextId += 1;
    return new Promise((resolve) => {
      const onLost = (): void => settle(null);
      const onAbort = (): void => {
        settle(fail({ code: 'cancelled' }));
        proxy.abort(id).catch(() => undefined);
      };
      const settle = (result: Result<never> | null): void => {
        waiting.delete(onLost);
        signal?.removeEventListener('abort', onAbort);
        resolve(result);
      };
      waiting.add(onLost);
      signal?.addEventListener('abort', onAbort, { once: true });
      // The border: what the other thread answered is, by its own types, a result of this method.
      proxy.call(id, name, input).then(
        (answer) => settle(answer as Result<never>),
        (error: unknown) => settle(fail(failureFrom(error))),
      );
    });
  };

  return {
    attempt,
    async call(name, input, signal) {
      const result = await attempt(name, input, signal);
      return result ?? fail({ code: 'interrupted', reason: 'the other thread ended' });
    },
    close,
  };
}

/** Buffers that may move: whole ArrayBuffers below typed arrays, three levels deep. */
function buffersOf(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const visit = (part: unknown, depth: number): void => {
    if (typeof part !== 'object' || part === null) return;
    if (ArrayBuffer.isView(part)) {
      const { buffer } = part;
      if (buffer instanceof ArrayBuffer && buffer.byteLength === part.byteLength && isOwn(buffer)) {
        found.add(buffer);
      }
      return;
    }
    if (depth === 0) return;
    for (const inner of Array.isArray(part) ? part : Object.values(part)) visit(inner, depth - 1);
  };
  visit(value, 4);
  return [...found];
}

/** Node pools small Buffers and WASM memory cannot move; an empty or detached buffer need not. */
const isOwn = (buffer: ArrayBuffer): boolean => buffer.byteLength > 0 && !buffer.detached;
