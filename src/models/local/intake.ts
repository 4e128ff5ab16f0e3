/** What a person is shown of a file before it becomes a model: facts, and a manifest to be checked. */
import type { ModelManifest, ModelTask } from '#domain/local-model.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { sourceOfFile } from '#formats/onnx/protobuf.ts';
import { readOnnx, type OnnxFacts } from '#formats/onnx/read.ts';
import { guessManifest, refusalOf } from './guess.ts';

export interface Intake {
  readonly facts: OnnxFacts;
  readonly manifest: ModelManifest;
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
  return ok({ facts: facts.value, manifest: { ...guessed, ...known.manifest } });
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
