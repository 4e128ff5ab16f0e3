/** Words of the way into the editor; the editor's own come with it. */
export const enhanceActWords = {
  act: 'Edit',
  one: 'takes one picture at a time',
  notPicture: 'edits pictures only',
  noFile: 'its file is not here',
  unreadable: 'its pixels cannot be read',
} as const;
