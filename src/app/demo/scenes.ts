/** What a scene of the demo is made of, and its colours. */

/** Sky above, sky at the horizon, moon, and the hills from far to near. */
export interface Palette {
  readonly sky: readonly [string, string];
  readonly moon: string;
  readonly hills: readonly [string, string, string];
  readonly glow: string;
}

export const palettes = {
  ink: {
    sky: ['#0d0d16', '#3a3a52'],
    moon: '#e7e5f2',
    hills: ['#44445c', '#2c2c3e', '#14141c'],
    glow: '#ffc47a',
  },
  forest: {
    sky: ['#0d2a1e', '#2a7a5c'],
    moon: '#ece9c9',
    hills: ['#1d5a42', '#143a2c', '#0a1f18'],
    glow: '#ffd98a',
  },
  amber: {
    sky: ['#24160a', '#96601f'],
    moon: '#f5dcb4',
    hills: ['#7c4c1e', '#4e2f15', '#26170c'],
    glow: '#ffcf6e',
  },
  rose: {
    sky: ['#2c0d1a', '#a82a46'],
    moon: '#f7c99a',
    hills: ['#8a2438', '#561829', '#2a0f18'],
    glow: '#ffb36b',
  },
  violet: {
    sky: ['#1d1038', '#8a3aa0'],
    moon: '#f7a860',
    hills: ['#6a2f86', '#3f2166', '#1e1238'],
    glow: '#ffb45e',
  },
  dusk: {
    sky: ['#171633', '#4055b8'],
    moon: '#efc4dc',
    hills: ['#3b4ba0', '#2a3268', '#161a36'],
    glow: '#ffc98f',
  },
  sea: {
    sky: ['#06222f', '#1d7a8c'],
    moon: '#f0dfae',
    hills: ['#1a6474', '#10404e', '#08232d'],
    glow: '#ffd591',
  },
  dawn: {
    sky: ['#3c3a66', '#f2a07a'],
    moon: '#fff0d2',
    hills: ['#a86a78', '#6a4766', '#352a48'],
    glow: '#ffe2a0',
  },
} as const satisfies Record<string, Palette>;

export interface Scene {
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly palette: keyof typeof palettes;
  /** Centre and radius as shares of width, height and the shorter side. */
  readonly moon: readonly [number, number, number];
  /** A hooded figure: where its middle stands, and its height, as shares. */
  readonly figure?: readonly [number, number];
  /** How many strings of lanterns hang over it. */
  readonly lanterns?: number;
  /** Stalls of the market along the foot. */
  readonly stalls?: number;
  readonly rain?: boolean;
  /** Still water below, from this share of the height on. */
  readonly water?: number;
  /** Not a scene, but a pattern of lanterns for cloth and paper. */
  readonly pattern?: boolean;
}
