const zeroPiece = 1024 * 1024;

/** So many bytes of 0, however many: one piece, given again and again. */
export function zeros(length: number): BlobPart {
  if (length <= zeroPiece) return new Uint8Array(length);
  const piece = new Blob([new Uint8Array(zeroPiece)]);
  const whole = Math.floor(length / zeroPiece);
  const pieces = Array.from({ length: whole }, () => piece);
  return new Blob([...pieces, new Uint8Array(length - whole * zeroPiece)]);
}

/** A part of a file that is left out, or has something else in its place. */
export interface Change {
  readonly start: number;
  /** The same as `start` where something is only put in. */
  readonly end: number;
  readonly by?: BlobPart;
}

/**
 * The file with some changes, in order of their places: made of pieces, so that nothing is copied;
 * the file itself where nothing changes.
 *
 * @param to where the file is to end
 */
export function changed(file: Blob, changes: readonly Change[], to: number = file.size): Blob {
  if (changes.length === 0 && to === file.size) return file;
  const parts: BlobPart[] = [];
  let from = 0;
  for (const { start, end, by } of changes) {
    parts.push(file.slice(from, start));
    if (by) parts.push(by);
    from = end;
  }
  return new Blob([...parts, file.slice(from, to)], { type: file.type });
}
