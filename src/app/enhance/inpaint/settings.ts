/** How things are taken out, while the app is open; and the preview that is shown. */
import { create } from 'zustand';

export interface RemoveSettings {
  /** 'patchmatch', 'smooth', or the id of a model that was added. */
  readonly method: string;
  readonly grow: number;
  readonly feather: number;
  readonly seed: number;
  readonly preview: boolean;
}

export const useRemoveSettings = create<RemoveSettings>(() => ({
  method: 'patchmatch',
  grow: 4,
  feather: 4,
  seed: 1,
  preview: true,
}));

export const setRemove = (change: Partial<RemoveSettings>): void =>
  useRemoveSettings.setState(change);
