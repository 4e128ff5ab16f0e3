/** Puts the files of a choice in order before they come in: sidecars go with the file beside them. */
import type { SidecarOutcome } from '#domain/contract/sidecars.ts';
import { pairSidecars } from '#formats/sidecar/pair.ts';

import type { Source } from './messages.ts';

export interface Arranged {
  /** Files that come in, each with what lies beside it. */
  readonly sources: readonly Source[];
  /** Sidecars that go with none of them, and why. */
  readonly left: readonly SidecarOutcome[];
}

const pathOf = ({ path, file }: Source): string => path ?? file.name;
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Arranges a choice; every file of it is either a source, beside one, or named with its reason. */
export function arrange(given: readonly Source[]): Arranged {
  const { beside, doubtful, alone } = pairSidecars(given.map(pathOf));
  const byPath = new Map(given.map((source) => [pathOf(source), source]));
  const taken = new Set([...beside.values()].flat());
  const left: SidecarOutcome[] = [
    ...doubtful.map(({ path, of }): SidecarOutcome => {
      const names = of.map(nameOf);
      const reason = `it could belong to ${names.join(' or ')}; under a name like “${names[0] ?? ''}.xmp” it belongs to one`;
      return lineOf(path, names, reason);
    }),
    ...alone.map((path) =>
      lineOf(path, [], 'no picture, film or sound of its name lies beside it'),
    ),
  ];
  const named = new Set([...doubtful.map(({ path }) => path), ...alone]);
  const used = new Set<string>();
  const sources = given.flatMap((source): readonly Source[] => {
    const path = pathOf(source);
    if (taken.has(path) || named.has(path)) return [];
    // Two files of one name without folders: the first has the sidecar.
    const lying = used.has(path) ? [] : (beside.get(path) ?? []);
    used.add(path);
    const sidecars = lying.flatMap((one) => byPath.get(one) ?? []);
    return [sidecars.length === 0 ? source : { ...source, sidecars }];
  });
  return { sources, left };
}

const lineOf = (path: string, of: readonly string[], reason: string): SidecarOutcome => {
  const name = nameOf(path);
  const failure = { code: 'unsupported', what: `The sidecar “${name}”`, reason } as const;
  return { outcome: 'sidecar', name, of, done: 'unread', failure };
};

/** Whether any of the names could be that of a sidecar; most choices have none. */
export const mayHaveSidecars = (given: readonly Source[]): boolean =>
  given.some(({ file }) => /\.(xmp|json|txt)$/i.test(file.name));
