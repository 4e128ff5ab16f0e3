/** What a person is shown of a file before it becomes a model: facts, and a manifest to be checked. */
import type { ModelManifest, ModelTask } from '#domain/local-model.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { sourceOfFile } from '#formats/onnx/protobuf.ts';
import { readOnnx, type OnnxFacts } from '#formats/onnx/read.ts';
import { entryNamedLike } from './catalogue/catalogue.ts';
import { guessManifest, refusalOf } from './guess.ts';

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
  const guessed = guessManifest(facts.value, known.task);
  if (!guessed) return fail({ code: 'unsupported', what: name, reason: 'it takes no picture' });
  const like = known.manifest ? undefined : entryNamedLike(name, guessed.task);
  const isTold = known.task !== undefined || known.manifest !== undefined || like !== undefined;
  // One plane of the size of the picture is a matte, but also a map of text, of depth, of edges.
  const doubt = guessed.task === 'matting' && !isTold ? { guessed: true as const } : {};
  const manifest = { ...guessed, ...(known.manifest ?? like?.manifest), ...doubt };
  const size = sizeIn(facts.value, manifest);
  return ok({
    facts: facts.value,
    manifest: size ? { ...manifest, fixed: size } : manifest,
    alike: like?.words.name ?? null,
  });
}

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
