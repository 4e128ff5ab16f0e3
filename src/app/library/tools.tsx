/** The tools of the queue as they are offered on a selection. */
import {
  AudioLines,
  ClipboardPaste,
  FileInput,
  Combine,
  Film,
  Info,
  type LucideIcon,
  ScanFace,
  Scaling,
  Scissors,
  Sparkles,
  Wrench,
} from 'lucide-react';
import { lazy, type ComponentType } from 'react';

import type { SelectionFacts } from '#domain/contract/selection.ts';
import type { TaskAbout } from '#domain/task-kind.ts';
import { taskAbouts } from '#tasks/abouts.ts';
import { inspectorWords as words } from '../words/inspector.ts';
import type { ActProps } from './opened.ts';

/** Why a tool cannot be used on these, or null. */
export function toolUnavailable(kind: TaskAbout, { groups }: SelectionFacts): string | null {
  if (groups.every((group) => group.trashed)) return words.unavailable.trashed;
  const fitting = groups.filter((group) => !group.trashed && kind.accepts.includes(group.kind));
  if (fitting.length === 0) return words.unavailable.kind;
  const ready = fitting.filter((group) => group.state === 'ready');
  if (ready.length === 0) return words.unavailable.notReady;
  // The media engine may read what nothing here can; everything else works on the pixels.
  const isBlind = kind.makes === 'derivative' && kind.engine !== true;
  if (isBlind && ready.every(({ readable }) => !readable)) return words.unavailable.unreadable;
  const most = Math.max(...kind.accepts.map((of) => countOf(ready, of)));
  return kind.together === true && most < 2 ? words.unavailable.twoOfAKind : null;
}

const countOf = (groups: SelectionFacts['groups'], kind: string): number =>
  groups.filter((group) => group.kind === kind).reduce((sum, { count }) => sum + count, 0);

/** The sign of each tool, by kind of task. */
const icons: Readonly<Record<string, LucideIcon>> = {
  upscale: Scaling,
  enhance: Sparkles,
  edit_picture: ClipboardPaste,
  remove_background: Scissors,
  convert: FileInput,
  convert_audio: FileInput,
  convert_video: FileInput,
  denoise_audio: AudioLines,
  denoise_video: Film,
  join_media: Combine,
  face_swap: ScanFace,
  extract_metadata: Info,
};

/** Tools that need more than a form: their own dialogs, loaded when opened, by kind of task. */
const ownDialogs: Readonly<Record<string, ComponentType<ActProps>>> = {
  denoise_audio: lazy(async () => {
    const { SoundDialog } = await import('../enhance/sound/SoundDialog.tsx');
    return { default: SoundDialog };
  }),
  denoise_video: lazy(async () => {
    const { FilmDialog } = await import('../enhance/film/FilmDialog.tsx');
    return { default: FilmDialog };
  }),
  join_media: lazy(async () => {
    const { JoinDialog } = await import('../enhance/join/JoinDialog.tsx');
    return { default: JoinDialog };
  }),
  face_swap: lazy(async () => {
    const { FacesDialog } = await import('../enhance/face/FacesDialog.tsx');
    return { default: FacesDialog };
  }),
  edit_picture: lazy(async () => {
    const { ApplyEdits } = await import('../enhance/ApplyEdits.tsx');
    return { default: ApplyEdits };
  }),
};

const TaskDialog = lazy(async () => {
  const { KindDialog } = await import('../tool/TaskDialog.tsx');
  return { default: KindDialog };
});

export const tools = taskAbouts
  .filter((kind) => kind.tool)
  .map((kind) => ({
    kind,
    icon: icons[kind.kind] ?? Wrench,
    Dialog:
      ownDialogs[kind.kind] ?? ((props: ActProps) => <TaskDialog name={kind.kind} {...props} />),
  }));
