/** What a person is shown of a file before it becomes a model: facts, and a manifest to be checked. */
import type { ModelManifest, ModelTask } from '#domain/local-model.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { sourceOfFile } from '#formats/onnx/protobuf.ts';
import { readOnnx, type OnnxFacts } from '#formats/onnx/read.ts';
import { entryNamedLike, type CatalogueEntry } from './catalogue/catalogue.ts';
import { answerIsOpen, guessManifest, refusalOf, tellsFaces } from './guess.ts';

export interface Intake {
  readonly facts: OnnxFacts;
  readonly manifest: ModelManifest;
  /** The published model whose files are named like this one, and whose use was taken; or null. */
  readonly alike: string | null;
}

/** Reads a file that is said to be a model; refuses what can be none that is used here. */
export async function takeIn(
  file: Blob,
  name: string,
  known: { readonly task?: ModelTask; readonly manifest?: Partial<ModelManifest> } = {},
): Promise<Result<Intake>> {
  const facts = await readOnnx(sourceOfFile(file), name);
  if (!facts.ok) return facts;
  const reason = refusalOf(facts.value);
  if (reason !== null) return fail({ code: 'unsupported', what: name, reason });
  const first = guessManifest(facts.value, known.task);
  if (!first) return fail({ code: 'unsupported', what: name, reason: 'it takes no picture' });
  const like = known.manifest ? undefined : namedLike(facts.value, first, name);
  const guessed =
    like && like.task !== first.task ? (guessManifest(facts.value, like.task) ?? first) : first;
  const isTold = known.task !== undefined || known.manifest !== undefined || like !== undefined;
  const isSure = isTold || isOnlyOne(facts.value, guessed);
  const doubt = isSure ? {} : { guessed: true as const };
  const manifest = { ...guessed, ...(known.manifest ?? like?.manifest), ...doubt };
  const size = sizeIn(facts.value, manifest);
  return ok({
    facts: facts.value,
    manifest: size ? { ...manifest, fixed: size } : manifest,
    alike: like?.words.name ?? null,
  });
}

/**
 * The published model that a file is named after. A name says less than shapes do: it decides what
 * a network is for only where its file leaves that open.
 */
function namedLike(
  facts: OnnxFacts,
  { task }: ModelManifest,
  name: string,
): CatalogueEntry | undefined {
  const like = entryNamedLike(name, task);
  return like ?? (answerIsOpen(facts) ? entryNamedLike(name, 'matting') : undefined);
}

/** Whether no network for other work has these shapes; all else its test must show. */
const isOnlyOne = (facts: OnnxFacts, { task }: ModelManifest): boolean =>
  task === 'face_detection' || (task === 'face_swap' && tellsFaces(facts));

/** The one size that the file itself says, which nobody knows better. */
function sizeIn({ inputs }: OnnxFacts, { input, layout }: ModelManifest): ModelManifest['fixed'] {
  const dims = inputs.find(({ name }) => name === input)?.dims ?? [];
  const [height, width] = layout === 'NCHW' ? dims.slice(2) : dims.slice(1);
  return typeof height === 'number' && typeof width === 'number' ? { width, height } : null;
}

/** The facts that are kept with a model. */
export const keptFacts = ({ producer, opset, nodes, parameters, inputs, outputs }: OnnxFacts) => ({
  producer,
  opset,
  nodes,
  parameters,
  inputs,
  outputs,
});
