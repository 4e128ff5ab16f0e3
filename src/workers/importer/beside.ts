/** Reads what lies beside a file that comes in. A sidecar never stops the file that it speaks of. */
import type { Sidecar, SidecarOutcome } from '#domain/contract/sidecars.ts';
import type { Failure } from '#domain/failure.ts';
import { readSidecar, sidecarTooLarge } from '#formats/sidecar/read.ts';

import type { Source } from './messages.ts';
import { readFailure } from './take-in.ts';

export interface Beside {
  readonly sidecars: readonly Sidecar[];
  readonly lines: readonly SidecarOutcome[];
}

type Reading = { readonly sidecar: Sidecar | null } | { readonly failure: Failure };

async function readOne(given: Source, of: string): Promise<Reading> {
  try {
    const file = given.file instanceof File ? given.file : await given.file.getFile();
    // Its size is known without a byte of it.
    const large = sidecarTooLarge(file.name, file.size);
    if (large !== null) return { failure: large };
    const read = readSidecar(file.name, new Uint8Array(await file.arrayBuffer()), of);
    if (!read.ok) return { failure: read.failure };
    if (read.value === null) return { sidecar: null };
    const { size, lastModified: mtime } = file;
    return { sidecar: { path: given.path ?? file.name, size, mtime, said: read.value } };
  } catch (thrown) {
    return { failure: readFailure(thrown) };
  }
}

/** Reads every sidecar of a file, in their order. */
export async function readBeside({ file, sidecars = [] }: Source): Promise<Beside> {
  const found: Sidecar[] = [];
  const lines: SidecarOutcome[] = [];
  for (const given of sidecars) {
    const read = await readOne(given, file.name);
    const line = { outcome: 'sidecar', name: given.file.name, of: [file.name] } as const;
    if ('failure' in read) lines.push({ ...line, done: 'unread', failure: read.failure });
    else if (read.sidecar === null) lines.push({ ...line, done: 'foreign' });
    else {
      found.push(read.sidecar);
      lines.push({ ...line, done: 'read' });
    }
  }
  return { sidecars: found, lines };
}

/** What is said of the sidecars of a file that did not go in. */
export const besideNothing = ({ file, sidecars = [] }: Source): readonly SidecarOutcome[] =>
  sidecars.map((given) => ({
    outcome: 'sidecar',
    name: given.file.name,
    of: [file.name],
    done: 'unread',
    failure: {
      code: 'unsupported',
      what: `The sidecar “${given.file.name}”`,
      reason: `“${file.name}” did not go in`,
    },
  }));
