/**
 * Small pictures drawn on the spot to test the network: kinds that its training does not draw.
 * Each is a function of place, sampled 4×4 times per pixel; the same seed gives the same picture.
 */
import { drawPicture, toEightBits, type Picture } from './test-picture.ts';

const side = 96;
const samples = 4;

type Random = () => number;
type Colour = readonly [number, number, number];
/** The colour at a place; the picture spans 0 to 96 on both axes. */
type Scene = (x: number, y: number) => Colour;

/** Mulberry32: numbers from 0 to below 1. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const anyColour = (random: Random): Colour => [random(), random(), random()];
const ink: Colour = [0.06, 0.06, 0.08];
const paper: Colour = [0.98, 0.97, 0.94];

function turned(random: Random): (x: number, y: number) => readonly [number, number] {
  const angle = (random() - 0.5) * 1.2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return (x, y) => [x * cos + y * sin, y * cos - x * sin];
}

/** Cells of flat colour, with inked seams. */
function voronoi(random: Random): Scene {
  const sites = Array.from({ length: 22 }, () => ({
    x: random() * side,
    y: random() * side,
    colour: anyColour(random),
  }));
  const seam = random() * 1.6;
  return (x, y) => {
    const [first, second] = sites
      .map((site) => ({ far: Math.hypot(site.x - x, site.y - y), colour: site.colour }))
      .toSorted((a, b) => a.far - b.far);
    return !first || !second || second.far - first.far < seam ? ink : first.colour;
  };
}

/** Square modules like those of a printed code, turned. */
function modules(random: Random): Scene {
  const size = 3.5 + random() * 3;
  const turn = turned(random);
  const dark = Array.from({ length: 4096 }, () => random() < 0.5);
  return (x, y) => {
    const [u, v] = turn(x, y);
    const cell = (Math.floor(u / size) + 32) * 64 + Math.floor(v / size) + 32;
    return dark[cell & 4095] ? ink : paper;
  };
}

/** Letter shapes from a 5×7 raster, each row 5 bits, in lines, enlarged and turned a little. */
const raster = [
  [14, 17, 17, 31, 17, 17, 17],
  [30, 17, 17, 30, 17, 17, 30],
  [14, 17, 16, 16, 16, 17, 14],
  [31, 16, 16, 30, 16, 16, 31],
  [17, 17, 17, 31, 17, 17, 17],
  [17, 18, 20, 24, 20, 18, 17],
  [17, 27, 21, 21, 17, 17, 17],
  [14, 17, 17, 17, 17, 17, 14],
  [15, 16, 16, 14, 1, 1, 30],
  [31, 4, 4, 4, 4, 4, 4],
  [17, 17, 10, 4, 10, 17, 17],
  [31, 1, 2, 4, 8, 16, 31],
];
function letters(random: Random): Scene {
  const dot = 1.5 + random() * 0.9;
  const turn = turned(random);
  const picks = Array.from({ length: 256 }, () => Math.floor(random() * raster.length));
  const [ground, colour] = random() < 0.5 ? [paper, ink] : [ink, paper];
  return (x, y) => {
    const [u, v] = turn(x, y).map((value) => value / dot + 240) as [number, number];
    const [column, row] = [Math.floor(u) % 7, Math.floor(v) % 10];
    if (column > 4 || row > 6) return ground;
    const glyph = raster[picks[(Math.floor(u / 7) + Math.floor(v / 10) * 16) & 255] ?? 0];
    return ((glyph?.[row] ?? 0) >> (4 - column)) & 1 ? colour : ground;
  };
}

/** Rings and rays, as of a target or a comic's burst. */
function burst(random: Random): Scene {
  const [x0, y0] = [20 + random() * 56, 20 + random() * 56];
  const rays = 9 + Math.floor(random() * 12);
  const ring = 5 + random() * 6;
  const colours = [anyColour(random), anyColour(random), anyColour(random), paper];
  return (x, y) => {
    const far = Math.hypot(x - x0, y - y0);
    const ray = Math.floor(((Math.atan2(y - y0, x - x0) + Math.PI) / Math.PI) * rays);
    if (far % ring < 0.8) return ink;
    return colours[(ray % 2) + 2 * (Math.floor(far / ring) % 2)] ?? paper;
  };
}

/** A chart: bars on whole pixels, grid lines and a curve. */
function chart(random: Random): Scene {
  const heights = Array.from({ length: 12 }, () => Math.floor(10 + random() * 70));
  const colours = heights.map(() => anyColour(random));
  const [phase, pace] = [random() * 6, 0.06 + random() * 0.1];
  return (x, y) => {
    const curve = 40 + 25 * Math.sin(x * pace + phase);
    if (Math.abs(y - curve) / Math.hypot(1, 25 * pace * Math.cos(x * pace + phase)) < 0.9)
      return ink;
    const bar = Math.floor(x / 8);
    if (x % 8 < 5 && y > side - (heights[bar] ?? 0)) return colours[bar] ?? ink;
    return Math.floor(y) % 16 === 0 ? [0.7, 0.7, 0.7] : paper;
  };
}

/** Smooth noise: random values on a lattice, blended by a smooth step. */
function noise(random: Random): (x: number, y: number) => number {
  const lattice = Float32Array.from({ length: 4096 }, () => random() * 2 - 1);
  const at = (x: number, y: number) => lattice[((y & 63) << 6) | (x & 63)] ?? 0;
  const smooth = (t: number) => t * t * (3 - 2 * t);
  return (x, y) => {
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [u, v] = [smooth(x - left), smooth(y - top)];
    const above = at(left, top) * (1 - u) + at(left + 1, top) * u;
    const below = at(left, top + 1) * (1 - u) + at(left + 1, top + 1) * u;
    return above * (1 - v) + below * v;
  };
}

/** Seven octaves of noise whose strength falls with frequency, as in photographs. */
function octaves(random: Random, fall: number): (x: number, y: number) => number {
  const layers = Array.from({ length: 7 }, (_, octave) => ({
    value: noise(random),
    scale: 2 ** octave / 64,
    strength: fall ** octave,
    shift: random() * 64,
  }));
  return (x, y) =>
    layers.reduce(
      (sum, { value, scale, strength, shift }) =>
        sum + strength * value(x * scale + shift, y * scale - shift),
      0,
    );
}

const tint = (light: number, hue: number): Colour => [
  0.45 + 0.35 * light + 0.08 * hue,
  0.45 + 0.35 * light,
  0.42 + 0.33 * light - 0.1 * hue,
];

/** Hills before a sky: rough ridges that cover each other, lighter with distance. */
function hills(random: Random): Scene {
  const ridges = [0, 1, 2, 3].map((depth) => ({
    rim: octaves(random, 0.5),
    ground: octaves(random, 0.5 + random() * 0.15),
    base: 24 + depth * 20,
    light: 0.6 - depth * 0.4,
  }));
  const sky = octaves(random, 0.42);
  return (x, y) => {
    const near = ridges.findLast(({ rim, base }) => y > base + 12 * rim(x, 7));
    return near
      ? tint(near.light + 0.4 * near.ground(x, y), 0.6)
      : tint(1 + 0.25 * sky(x, y), -0.6);
  };
}

/** Pebbles: round stones over each other, shaded like spheres and grained. */
function pebbles(random: Random): Scene {
  const grain = octaves(random, 0.62);
  const stones = Array.from({ length: 70 }, () => ({
    x: random() * side,
    y: random() * side,
    radius: 4 + 10 * random() ** 2,
    light: random() * 1.2 - 0.6,
    hue: random() * 2 - 1,
  }));
  return (x, y) => {
    const stone = stones.findLast((each) => Math.hypot(each.x - x, each.y - y) < each.radius);
    if (!stone) return tint(-0.9 + 0.2 * grain(x, y), 0);
    const shade = (stone.x - x + stone.y - y) / stone.radius;
    return tint(stone.light + 0.35 * shade + 0.3 * grain(x, y), stone.hue);
  };
}

/** Leaves of grass: long thin blades with light and dark sides, before a blurred ground. */
function grass(random: Random): Scene {
  const ground = octaves(random, 0.35);
  const blades = Array.from({ length: 60 }, () => ({
    root: random() * 120 - 12,
    bend: (random() - 0.5) * 60,
    height: 30 + random() * 66,
    light: random() * 1.3 - 0.6,
  }));
  return (x, y) => {
    for (const { root, bend, height, light } of blades) {
      const up = (side - y) / height;
      const off = x - root - bend * up * up;
      if (up < 1 && Math.abs(off) < 2.2 * (1 - up))
        return tint(light + (off > 0 ? 0.25 : -0.1), -0.2 + 0.3 * light);
    }
    return tint(-0.6 + 0.5 * ground(x, y), 0.5);
  };
}

/** Clouds: soft everywhere. Little can be gained, and nothing may be lost. */
function clouds(random: Random): Scene {
  const [form, colour] = [octaves(random, 0.5), octaves(random, 0.4)];
  return (x, y) => tint(0.7 * form(x, y * 1.5), 0.6 * colour(x, y) - y / side);
}

/** A scene as a picture of `zoom` × 96 pixels square. */
function draw(scene: Scene, zoom: number): Picture {
  const size = side * zoom;
  const sums = new Float32Array(3 * size * size);
  const fine = size * samples;
  for (let y = 0; y < fine; y += 1)
    for (let x = 0; x < fine; x += 1) {
      const at = Math.floor(y / samples) * size + Math.floor(x / samples);
      const colour = scene((x + 0.5) / samples / zoom, (y + 0.5) / samples / zoom);
      colour.forEach((value, plane) => {
        const place = plane * size * size + at;
        sums[place] = (sums[place] ?? 0) + Math.min(1, Math.max(0, value));
      });
    }
  return toEightBits(
    drawPicture(
      size,
      size,
      (plane, x, y) => (sums[(plane * size + y) * size + x] ?? 0) / samples ** 2,
    ),
  );
}

const several = (kinds: readonly ((random: Random) => Scene)[], each: number, zoom: number) =>
  kinds.flatMap((kind, number) =>
    Array.from({ length: each }, (_, copy) => ({
      name: `${kind.name} ${copy + 1}`,
      picture: draw(kind(seeded(1000 * number + copy + 5)), zoom),
    })),
  );

/**
 * Graphics of 96 × 96, or the same drawn larger: at twice the size a network for ×4 is given as
 * much detail as one for ×2 is at this one.
 */
export const graphics = (each: number, zoom = 1) =>
  several([voronoi, modules, letters, burst, chart], each, zoom);

/** Photo-like pictures of 96 × 96. */
export const photoLike = (each: number) => several([hills, pebbles, grass, clouds], each, 1);
