/** Settings of this tool. */
export const CurvesPanel = () => null;
