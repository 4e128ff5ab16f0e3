/** Names of the copies of a database in a backup folder: their time, readable and sortable. */

/** "2026-11-21T13-40-05-123Z", which every file system takes. */
export const timeName = (time: number): string =>
  new Date(time).toISOString().replaceAll(/[:.]/g, '-');

/** The time in such a name with any extension; null for a file of somebody else. */
export function timeOfName(name: string): number | null {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.[a-z]+$/.exec(name);
  if (!parts) return null;
  const [, date, hours, minutes, seconds, milliseconds] = parts;
  const time = Date.parse(`${date}T${hours}:${minutes}:${seconds}.${milliseconds}Z`);
  return Number.isNaN(time) ? null : time;
}

/** A name for the file that a person keeps: "My library 2026-11-21.inkreel.zip". */
export function archiveName(library: string, time: number): string {
  const clean = library
    // oxlint-disable-next-line no-control-regex -- no file system takes these
    .replaceAll(/[\u0000-\u001f<>:"/\\|?*]/g, ' ')
    .trim()
    .slice(0, 80);
  return `${clean || 'Inkreel'} ${new Date(time).toISOString().slice(0, 10)}.inkreel.zip`;
}
