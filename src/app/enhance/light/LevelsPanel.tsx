/** Settings of this tool. */
export const LevelsPanel = () => null;
