import * as z from 'zod/mini';

import { defaultTemplate, readTemplate } from '#domain/folders/template.ts';
import type { AssetId, FolderId } from '#domain/id.ts';
import type { OutgoingChoice } from '#domain/outgoing.ts';
import { fail, ok } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';

import { carrySetting } from '../outgoing/choice.ts';

import { about } from './about.ts';

const id = z.string().check(z.minLength(36), z.maxLength(36));

/** Assets of one export. */
export const mostExported = 20_000;

export const sidecarChoices = ['none', 'xmp', 'json', 'both'] as const;
/** Whether what the library knows of each asset goes into files beside it, and of which form. */
export type SidecarChoice = (typeof sidecarChoices)[number];

const settings = z.strictObject({
  folder: id,
  ids: z.array(id).check(z.minLength(1), z.maxLength(mostExported)),
  template: z._default(z.string(), defaultTemplate),
  // Tasks of the first release say yes or no, and mean JSON.
  sidecar: z._default(z.union([z.boolean(), z.enum(sidecarChoices)]), 'none'),
  carry: carrySetting,
});

export interface ExportFilesParams {
  readonly folder: FolderId;
  readonly ids: readonly AssetId[];
  readonly template: string;
  readonly sidecar: SidecarChoice;
  readonly carry?: OutgoingChoice | undefined;
}

/**
 * Writes assets into a linked export folder under names made by a template: originals byte for byte,
 * what was made here with what it is to carry.
 */
export const exportFiles: TaskKind<ExportFilesParams> = {
  ...about,
  fields: [],
  parse: (raw) => {
    const parsed = settings.safeParse(raw);
    if (!parsed.success) {
      return fail({ code: 'invalid_input', reason: z.prettifyError(parsed.error) });
    }
    const template = readTemplate(parsed.data.template);
    // The border: texts of this length that name nothing are found out by the run.
    const folder = parsed.data.folder as FolderId;
    const ids = parsed.data.ids as AssetId[];
    const given = parsed.data.sidecar;
    const sidecar = typeof given === 'string' ? given : given ? 'json' : 'none';
    return template.ok ? ok({ ...parsed.data, folder, ids, sidecar }) : template;
  },
};
