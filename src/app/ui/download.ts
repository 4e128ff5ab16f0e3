/** Hands a file to the browser's downloads. */
export function saveDownload(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The download reads from the address after the click; a minute is plenty to begin.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
