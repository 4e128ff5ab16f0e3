/** The frame of the tasks that make one picture from another. */
import type { TaskOutput } from '#domain/contract/engine.ts';
import { failureFrom } from '#domain/failure.ts';
import { fail, ok, type Result } from '#domain/result.ts';

import type { Run, TaskContext } from './context.ts';
import { framesOf } from './frames-of.ts';
import { openSource, type OpenSource, type SourceOptions } from './open-picture.ts';

/** What a tool does once its picture is open. What it throws becomes a failure. */
export type Make<Params> = (
  picture: OpenSource,
  params: Params,
  context: TaskContext,
) => Promise<Result<TaskOutput>>;

/**
 * A run that opens the source, makes something of it and closes it, whatever happens; work that
 * was called off ends as `cancelled`, however deep it was.
 *
 * @param options how the source is decoded, where the settings say something of it
 */
export const onPicture =
  <Params>(make: Make<Params>, options?: (params: Params) => SourceOptions): Run<Params> =>
  async (params, context) => {
    try {
      const opened = await openSource(context, options?.(params));
      if (!opened.ok) return opened;
      try {
        const made = await make(opened.value, params, context);
        if (!made.ok) return made;
        const told = { ...made.value, ...depthTold(opened.value, made.value) };
        return ok({ ...told, ...framesTold(context.source, told) });
      } finally {
        opened.value.image.close();
      }
    } catch (thrown) {
      return fail(context.signal.aborted ? { code: 'cancelled' } : failureFrom(thrown));
    }
  };

/** What the result says of a picture that had more than eight bits a channel: all our work has eight. */
export const depthTold = (
  { image: { depth = 8 } }: Pick<OpenSource, 'image'>,
  { result }: Pick<TaskOutput, 'result'>,
): Pick<TaskOutput, 'result'> => (depth > 8 ? { result: { ...result, depth_reduced: depth } } : {});

/** What the result says of a moving picture: our work is on its first frame. */
export function framesTold(
  source: TaskContext['source'],
  { result }: Pick<TaskOutput, 'result'>,
): Pick<TaskOutput, 'result'> {
  const frames = source ? framesOf(source) : 1;
  return frames > 1 ? { result: { ...result, frames_left_out: frames - 1 } } : {};
}

/** The context of a part of the work, whose own 0 to 1 is the share from `begin` to `end`. */
export const partOf = (context: TaskContext, begin: number, end = 1): TaskContext => ({
  ...context,
  progress: (done, note) => context.progress(begin + (end - begin) * done, note),
});
