/** Settings of this tool. */
export const CropOverlay = () => null;
