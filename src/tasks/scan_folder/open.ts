/** Opens files by path, keeping the folder that was used last: files come folder by folder. */
export function opener(root: FileSystemDirectoryHandle): (path: string) => Promise<File> {
  let last: { readonly path: string; readonly directory: Promise<FileSystemDirectoryHandle> } = {
    path: '',
    directory: Promise.resolve(root),
  };
  const directoryAt = async (path: string): Promise<FileSystemDirectoryHandle> => {
    let directory = root;
    for (const part of path.split('/')) directory = await directory.getDirectoryHandle(part);
    return directory;
  };
  return async (path) => {
    const cut = path.lastIndexOf('/');
    const parent = path.slice(0, Math.max(0, cut));
    if (parent !== last.path) {
      last = {
        path: parent,
        directory: parent === '' ? Promise.resolve(root) : directoryAt(parent),
      };
    }
    return (await (await last.directory).getFileHandle(path.slice(cut + 1))).getFile();
  };
}
