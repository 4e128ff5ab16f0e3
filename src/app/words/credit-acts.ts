/** The act as menus and the palette show it. */
export const creditActWords = {
  act: 'Credits and rights…',
};
