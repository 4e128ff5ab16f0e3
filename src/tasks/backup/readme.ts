/** What a person reads who finds the backup in ten years and has no Inkreel. */
export const readmeText = (library: string, takenAt: number): string => `Backup of "${library}"
made by Inkreel, true for ${new Date(takenAt).toISOString()}.

What lies here
  library.sqlite   the database (in a folder: snapshots/<time>.sqlite). Any program for SQLite opens it.
  blobs/           the pictures, sounds and videos, unchanged, each under the SHA-256 of its bytes.
                   The table "assets" says which is which: column "name" beside column "blob".
  manifest.json    the list of all of it with hashes (in a folder: snapshots/<time>.json).

To restore it
  Open Inkreel, then Data, then "Restore a backup", and choose this file or folder. It becomes a
  library of its own; what is there already stays as it is.

It holds no keys and no settings of a device.
`;
