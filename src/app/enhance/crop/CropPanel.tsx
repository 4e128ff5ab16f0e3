/** Settings of this tool. */
export const CropPanel = () => null;
