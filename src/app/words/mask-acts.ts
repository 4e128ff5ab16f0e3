/** Words of what is done with masks on a selection, which stand in the library itself. */
export const maskActWords = {
  act: 'Remove with a mask',
  noPictures: 'Only pictures can be changed with a mask',
} as const;
