/** Settings of this tool. */
export const LightPanel = () => null;
