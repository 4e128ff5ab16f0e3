/**
 * The browser's keys to linked folders, kept in IndexedDB under library and folder: they cannot
 * be written as text, and belong to this device alone.
 */
import { createStore, get, set } from 'idb-keyval';

import type { FolderId } from '#domain/id.ts';

export type Access = 'read' | 'readwrite';
export type Permission = 'granted' | 'prompt' | 'denied';

/** What Chromium's handles can beyond TypeScript's library; other browsers have no permissions. */
interface WithPermission {
  queryPermission(options: { mode: Access }): Promise<Permission>;
  requestPermission(options: { mode: Access }): Promise<Permission>;
}

const store = createStore('inkreel-folders', 'handles');
const keyOf = (library: string, folder: FolderId): string => `${library}:${folder}`;

const hasPermission = (handle: object): handle is WithPermission =>
  'queryPermission' in handle && 'requestPermission' in handle;

/** Keeps a handle; before the row that names it. */
export const keepHandle = (
  library: string,
  folder: FolderId,
  handle: FileSystemDirectoryHandle,
): Promise<void> => set(keyOf(library, folder), handle, store);

/** The handle of a folder, or null where this device has none. */
export async function handleOf(
  library: string,
  folder: FolderId,
): Promise<FileSystemDirectoryHandle | null> {
  return (await get<FileSystemDirectoryHandle>(keyOf(library, folder), store)) ?? null;
}

/** Whether a folder may be used now, without asking anybody. */
export const permissionOf = async (
  handle: FileSystemDirectoryHandle,
  mode: Access,
): Promise<Permission> => (hasPermission(handle) ? handle.queryPermission({ mode }) : 'granted');

/** A browser that cannot show its question never answers it. */
const patience = 120_000;

/** Asks the person; with a gesture, in a page. */
export async function askPermission(
  handle: FileSystemDirectoryHandle,
  mode: Access,
): Promise<Permission> {
  if (!hasPermission(handle)) return 'granted';
  const unanswered = new Promise<Permission>((resolve) => {
    setTimeout(() => resolve('prompt'), patience);
  });
  return Promise.race([handle.requestPermission({ mode }), unanswered]);
}

/** Opens a linked folder; throws a `needs_permission` failure where a person must allow it first. */
export async function openFolder(
  library: string,
  folder: FolderId,
  name: string,
  mode: Access,
): Promise<FileSystemDirectoryHandle> {
  const handle = await handleOf(library, folder);
  if (handle === null || (await permissionOf(handle, mode)) !== 'granted') {
    throw { code: 'needs_permission', folder, name };
  }
  return handle;
}
