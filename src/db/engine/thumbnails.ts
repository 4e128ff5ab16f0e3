import type { Thumbnail } from '#domain/contract/engine.ts';
import type { Connection } from '../connection.ts';

/**
 * Keeps small pictures, peaks and strips. They are a cache: when they cannot be kept (a full disk, say),
 * the work that made them is not lost for it, and they are made again when wanted.
 */
export function keepThumbnails(connection: Connection, thumbnails: readonly Thumbnail[]): void {
  if (thumbnails.length === 0) return;
  try {
    connection.transaction(() => {
      for (const { blob, picture, peaks, strip } of thumbnails) {
        if (picture !== undefined) {
          connection.run(
            `INSERT INTO thumbnails (blob, mime, width, height, bytes) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (blob) DO UPDATE SET mime = ?2, width = ?3, height = ?4, bytes = ?5`,
            [blob, picture.mime, picture.width, picture.height, picture.bytes],
          );
        }
        if (peaks !== undefined) {
          connection.run(
            `INSERT INTO peaks (blob, bytes) VALUES (?1, ?2)
             ON CONFLICT (blob) DO UPDATE SET bytes = ?2`,
            [blob, peaks],
          );
        }
        if (strip !== undefined) {
          connection.run(
            `INSERT INTO strips (blob, mime, bytes) VALUES (?1, ?2, ?3)
             ON CONFLICT (blob) DO UPDATE SET mime = ?2, bytes = ?3`,
            [blob, strip.mime, strip.bytes],
          );
        }
      }
    });
  } catch {
    // See above.
  }
}
