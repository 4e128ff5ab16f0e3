/**
 * The last step of what leaves: content credentials (C2PA), which hash every byte before them. What
 * was made here says how; what came from elsewhere leaves as it is, for its own signature would not
 * survive a second one.
 */
import type { OutgoingChoice } from '#domain/outgoing.ts';
import type { RecipeGround } from '#domain/recipe.ts';
import { signFile, type Signed } from '#formats/c2pa/sign.ts';
import type { Statement } from '#formats/c2pa/statement.ts';
import { factsOfFormat, mediaFormats } from '#formats/media-formats.ts';

import type { TaskContext } from '../context.ts';
import { hashOf } from './hash.ts';
import { makingOf } from './making.ts';

/** The ending of a statement that lies beside its file, behind the name of the file. */
export const credentialsEnding = '.c2pa';

export const jsonMime = 'application/json';

/** What signing needs of its task. */
export type SigningContext = Pick<TaskContext, 'query' | 'signal' | 'openBlob' | 'now' | 'signing'>;

/** How a file leaves, and whether it is signed; `null`: this device cannot sign. */
export interface Outcome extends Signed {
  readonly signed: boolean | null;
}

/** Signs a file that was made here; it comes back as it is where nothing is to be signed. */
export async function sign(
  file: Blob,
  { name, format }: { readonly name: string; readonly format: string | null },
  made: RecipeGround | null,
  choice: OutgoingChoice,
  context: SigningContext,
): Promise<Outcome> {
  if (!choice.credentials || made === null || !context.signing) return { file, signed: false };
  const signer = await context.signing.signer();
  if (!signer) return { file, signed: null };
  const { program } = context.signing;
  const known = mediaFormats.find((one) => one === format);
  const statement: Statement = {
    title: name,
    mime: known ? factsOfFormat[known].mime : 'application/octet-stream',
    program,
    seed: await hashOf(file, context),
    ...(await makingOf(made, program, choice.recipe, context)),
  };
  try {
    const { signal } = context;
    return { ...(await signFile(file, known, statement, signer, { signal })), signed: true };
  } catch (thrown) {
    // Statements of many signed sources may be longer than readers take: then it leaves unsigned.
    if (thrown instanceof RangeError) return { file, signed: null };
    throw thrown;
  }
}

/** Signs a document of an export, e.g. the list of its files with their hashes; null: cannot. */
export async function signDocument(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  mime: string,
  choice: OutgoingChoice,
  context: SigningContext,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const signer = choice.credentials ? await context.signing?.signer() : null;
  if (!context.signing || !signer) return null;
  const { program } = context.signing;
  const file = new Blob([bytes]);
  const statement: Statement = {
    title: name,
    mime,
    program,
    seed: await hashOf(file, context),
    actions: [{ action: 'c2pa.created', tool: program, source_type: 'composite' }],
    ingredients: [],
  };
  const { beside } = await signFile(file, undefined, statement, signer);
  return beside ? new Uint8Array(await beside.arrayBuffer()) : null;
}
