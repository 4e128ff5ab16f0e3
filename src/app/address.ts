/**
 * The address of what is shown, all of it behind the hash: "#/library?q=kind:image". A page without
 * a server can be opened at any of them, and the browser's back, forward and links work.
 */
import { useSyncExternalStore } from 'react';

/** "/library" and "q=kind:image" of "#/library?q=kind:image". */
export function addressNow(): { readonly path: string; readonly search: string } {
  const whole = location.hash.replace(/^#?\/?/, '');
  const mark = whole.indexOf('?');
  return mark < 0
    ? { path: `/${whole}`, search: '' }
    : { path: `/${whole.slice(0, mark)}`, search: whole.slice(mark + 1) };
}

/** Calls back after every change of the address, whoever made it. */
export function onAddress(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** Goes to an address such as "/packs" or "/library?q=rain"; `replace` leaves no step to go back. */
export function goTo(to: string, { replace = false, state = null as unknown } = {}): void {
  const oldURL = location.href;
  const url = new URL(oldURL);
  url.hash = `/${to.replace(/^#?\/?/, '')}`;
  history[replace ? 'replaceState' : 'pushState'](state, '', url);
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL: url.href }));
}

/** A value in the search part: escaped only where it would break it, so that people can read it. */
const readable = (value: string): string =>
  encodeURIComponent(value)
    .replaceAll('%20', '+')
    .replaceAll(/%(?:3A|2C|2F|3D|40)/g, (sign) => decodeURIComponent(sign));

/** The search part of what is given; null and empty values are left out. */
export const searchPart = (entries: Readonly<Record<string, string | null>>): string =>
  Object.entries(entries)
    .flatMap(([key, value]) => (value ? [`${key}=${readable(value)}`] : []))
    .join('&');

const pathNow = (): string => addressNow().path;
const searchNow = (): string => addressNow().search;

/** Where the router is: the path alone. */
export const usePath = (): [string, typeof goTo] => [
  useSyncExternalStore(onAddress, pathNow),
  goTo,
];
usePath.hrefs = (href: string): string => `#${href}`;

/** The part after the "?", live and without it. */
export const useSearchPart = (): string => useSyncExternalStore(onAddress, searchNow);
