/** How an added model stands among the methods of a tool. */
export const modelOptionWords = {
  enlarger: (name: string, scale: number): string => `${name} ×${scale} (added model)`,
  model: (name: string): string => `${name} (added model)`,
  sellable: (licence: string): string => `Licence: ${licence}. Results may be sold.`,
  private: (licence: string): string =>
    `Licence: ${licence}. Results may not be sold, and packs will say so.`,
  unknown: (licence: string): string =>
    `Licence: ${licence}. Whether results may be sold is not known.`,
} as const;
