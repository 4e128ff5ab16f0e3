/** What is wrong with a path inside an archive, as the end of a sentence; null when it may be used. */
export function nameTrouble(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > 1024) return 'is too long';
  // oxlint-disable-next-line no-control-regex -- exactly these are looked for
  if (/[\u0000-\u001f\u007f]/.test(name)) return 'has characters that no file name has';
  if (name.includes('\\')) return 'has a backslash';
  if (name.startsWith('/')) return 'begins at the root of the disk';
  if (/^[a-z]:/i.test(name)) return 'begins with a drive';
  const parts = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  if (parts.some((part) => part === '..' || part === '.')) return 'leads out of its folder';
  if (parts.some((part) => part === '')) return 'has an empty part';
  return null;
}
