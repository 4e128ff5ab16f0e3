/**
 * Puts everything that the first screen needs into one file. Split by who shares what, it would be
 * ninety small ones, which pack a tenth worse and are asked for one after the other.
 */
import type { Plugin } from 'vite';

/** What the first screen loads lazily and shows at once, beside the entry. */
export const firstScreen =
  /\/src\/app\/(library\/LibraryScreen|shell\/Dock|importing\/ImportPanel)\.tsx$/;

/** The plugin, and the test that tells the modules of the first load, for a group of chunks. */
export function firstLoad(): { readonly plugin: Plugin; readonly has: (id: string) => boolean } {
  const modules = new Set<string>();
  return {
    has: (id) => modules.has(id),
    plugin: {
      name: 'inkreel-first-load',
      apply: 'build',
      buildEnd() {
        const waiting = [...this.getModuleIds()].filter(
          (id) => this.getModuleInfo(id)?.isEntry === true || firstScreen.test(id),
        );
        for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
          if (modules.has(id)) continue;
          modules.add(id);
          waiting.push(...(this.getModuleInfo(id)?.importedIds ?? []));
        }
      },
    },
  };
}
