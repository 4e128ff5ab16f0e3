import { quoted } from '#domain/query/print.ts';
import { libraryPath } from './library/place.ts';

/** The address of the library with everything that has a tag, or one below it. */
export const tagHref = (tag: string): string => `#${libraryPath({ query: `tag:${quoted(tag)}` })}`;

/** The same for a theme. */
export const themeHref = (theme: string): string =>
  `#${libraryPath({ query: `theme:${quoted(theme)}` })}`;
