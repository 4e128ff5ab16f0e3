/** Words of the editor for pictures. */
export const enhanceWords = {
  title: 'Enhance',
  tools: {
    crop: 'Crop and straighten',
    light: 'Light and colour',
    levels: 'Levels',
    curves: 'Curves',
  },
} as const;
