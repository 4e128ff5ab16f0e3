/** Draws the demo's scenes: layered hills, a moon with its halo, lanterns, stalls, a hooded figure. */
import { chanceOf } from './chance.ts';
import { type Palette, palettes, type Scene } from './scenes.ts';

type Context = OffscreenCanvasRenderingContext2D;
type Chance = () => number;

/** Draws a scene over the whole of its size. `drift` moves what moves (0–1), for film. */
export function paintScene(context: Context, scene: Scene, drift = 0): void {
  const palette: Palette = palettes[scene.palette];
  const chance = chanceOf(scene.seed);
  if (scene.pattern) {
    paintPattern(context, scene, palette);
    return;
  }
  const { width, height } = scene;
  sky(context, scene, palette);
  stars(context, scene, chance, drift);
  moon(context, scene, palette);
  const ground = scene.water ?? 1;
  hills(context, scene, palette, chance, ground);
  if (scene.water !== undefined) water(context, scene, palette, chance);
  for (let string = 0; string < (scene.lanterns ?? 0); string += 1) {
    lanterns(context, scene, palette, chance, string, drift);
  }
  for (let index = 0; index < (scene.stalls ?? 0); index += 1) {
    stall(context, scene, palette, chance, index);
  }
  if (scene.figure) figure(context, scene, palette, scene.figure);
  if (scene.rain) rain(context, width, height, chance, drift);
}

function sky(context: Context, { width, height }: Scene, palette: Palette): void {
  const gradient = context.createLinearGradient(0, 0, 0, height * 0.8);
  gradient.addColorStop(0, palette.sky[0]);
  gradient.addColorStop(1, palette.sky[1]);
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
}

function stars(context: Context, { width, height }: Scene, chance: Chance, drift: number): void {
  const side = Math.min(width, height);
  for (let index = 0; index < 70; index += 1) {
    const x = chance() * width;
    const y = chance() * height * 0.6;
    const twinkle = 0.75 + 0.25 * Math.sin(index + drift * Math.PI * 4);
    context.fillStyle = `rgb(255 255 255 / ${String((0.25 + chance() * 0.6) * twinkle)})`;
    context.beginPath();
    context.arc(x, y, side * (0.0012 + chance() * 0.002), 0, Math.PI * 2);
    context.fill();
  }
}

function moon(context: Context, { width, height, moon: [x, y, r] }: Scene, palette: Palette): void {
  const radius = r * Math.min(width, height);
  const at = [x * width, y * height] as const;
  for (const [grow, alpha] of [
    [1.95, 0.09],
    [1.45, 0.12],
  ] as const) {
    context.globalAlpha = alpha;
    context.fillStyle = palette.moon;
    context.beginPath();
    context.arc(...at, radius * grow, 0, Math.PI * 2);
    context.fill();
  }
  context.globalAlpha = 1;
  context.fillStyle = palette.moon;
  context.beginPath();
  context.arc(...at, radius, 0, Math.PI * 2);
  context.fill();
}

/** Three ridges of straight lines, each nearer, darker and lower. */
function hills(
  context: Context,
  { width, height }: Scene,
  palette: Palette,
  chance: Chance,
  ground: number,
): void {
  palette.hills.forEach((colour, layer) => {
    const base = height * ground * (0.56 + layer * 0.15);
    const swing = height * ground * 0.13;
    const step = width / (5 + layer);
    context.beginPath();
    context.moveTo(0, height);
    for (let x = -step * chance(); x < width + step * 2; x += step * (0.55 + chance() * 0.7)) {
      context.lineTo(x, base - swing * (0.15 + chance() * 0.85));
    }
    context.lineTo(width, height);
    context.closePath();
    const gradient = context.createLinearGradient(0, base - swing, 0, height * ground);
    gradient.addColorStop(0, colour);
    gradient.addColorStop(1, palette.hills[Math.min(2, layer + 1)] ?? colour);
    context.fillStyle = gradient;
    context.fill();
  });
}

function water(context: Context, scene: Scene, palette: Palette, chance: Chance): void {
  const { width, height, moon: moonAt } = scene;
  const top = height * (scene.water ?? 1);
  const gradient = context.createLinearGradient(0, top, 0, height);
  gradient.addColorStop(0, palette.sky[1]);
  gradient.addColorStop(1, palette.sky[0]);
  context.fillStyle = gradient;
  context.fillRect(0, top, width, height - top);
  const reach = moonAt[2] * Math.min(width, height);
  context.fillStyle = palette.moon;
  for (let line = 0; line < 26; line += 1) {
    const depth = (line + 0.6) / 26;
    const half = reach * (0.25 + chance() * 0.85) * (1 - depth * 0.35);
    context.globalAlpha = 0.5 * (1 - depth) + 0.06;
    const x = moonAt[0] * width + (chance() - 0.5) * reach * 0.5;
    context.fillRect(x - half, top + depth * (height - top), half * 2, height * 0.0035);
  }
  context.globalAlpha = 1;
}

function lantern(context: Context, x: number, y: number, size: number, palette: Palette): void {
  const halo = context.createRadialGradient(x, y, 0, x, y, size * 3.2);
  halo.addColorStop(0, `${palette.glow}88`);
  halo.addColorStop(1, `${palette.glow}00`);
  context.fillStyle = halo;
  context.fillRect(x - size * 3.2, y - size * 3.2, size * 6.4, size * 6.4);
  const body = context.createLinearGradient(x - size, y, x + size, y);
  body.addColorStop(0, '#c8461f');
  body.addColorStop(0.5, palette.glow);
  body.addColorStop(1, '#d85a24');
  context.fillStyle = body;
  context.beginPath();
  context.ellipse(x, y, size * 0.82, size, 0, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = '#2a130a';
  context.fillRect(x - size * 0.38, y - size * 1.12, size * 0.76, size * 0.2);
  context.fillRect(x - size * 0.38, y + size * 0.92, size * 0.76, size * 0.2);
  context.strokeStyle = 'rgb(90 25 8 / 45%)';
  context.lineWidth = Math.max(1, size * 0.05);
  for (const share of [0.36, 0.72]) {
    context.beginPath();
    context.ellipse(x, y, size * 0.82 * share, size, 0, 0, Math.PI * 2);
    context.stroke();
  }
}

/** A string of lanterns that hangs between the two sides. */
function lanterns(
  context: Context,
  { width, height }: Scene,
  palette: Palette,
  chance: Chance,
  string: number,
  drift: number,
): void {
  const side = Math.min(width, height);
  const from = height * (0.1 + string * 0.13 + chance() * 0.05);
  const to = height * (0.06 + string * 0.13 + chance() * 0.07);
  const sag = height * (0.14 + chance() * 0.05);
  const heightAt = (share: number): number =>
    from + (to - from) * share + sag * 4 * share * (1 - share);
  context.strokeStyle = 'rgb(10 8 12 / 85%)';
  context.lineWidth = Math.max(1.5, side * 0.003);
  context.beginPath();
  for (let step = 0; step <= 40; step += 1) {
    const share = step / 40;
    context.lineTo(share * width, heightAt(share));
  }
  context.stroke();
  const count = Math.max(4, Math.round((width / side) * 5.5));
  const size = side * (0.034 - string * 0.004);
  for (let index = 0; index < count; index += 1) {
    const share = (index + 0.5) / count + (chance() - 0.5) * 0.025;
    const sway = Math.sin(drift * Math.PI * 2 + index * 1.3) * size * 0.22;
    lantern(context, share * width + sway, heightAt(share) + size * 1.25, size, palette);
  }
}

/** A stall: counter, awning in stripes, one light below it. */
function stall(
  context: Context,
  { width, height, stalls = 1 }: Scene,
  palette: Palette,
  chance: Chance,
  index: number,
): void {
  const room = width / stalls;
  const wide = Math.min(room * 0.8, height * 0.36);
  const tall = wide * (0.72 + chance() * 0.2);
  const left = room * (index + 0.5) - wide / 2 + (chance() - 0.5) * room * 0.12;
  const foot = height * (0.985 + chance() * 0.02);
  const top = foot - tall;
  context.fillStyle = '#0d0a10';
  context.fillRect(left + wide * 0.05, top + tall * 0.2, wide * 0.035, tall * 0.8);
  context.fillRect(left + wide * 0.915, top + tall * 0.2, wide * 0.035, tall * 0.8);
  const light = context.createRadialGradient(
    left + wide / 2,
    top + tall * 0.45,
    0,
    left + wide / 2,
    top + tall * 0.45,
    wide * 0.62,
  );
  light.addColorStop(0, `${palette.glow}cc`);
  light.addColorStop(1, `${palette.glow}00`);
  context.fillStyle = light;
  context.fillRect(left, top + tall * 0.2, wide, tall * 0.8);
  context.fillStyle = '#140e12';
  context.fillRect(left, top + tall * 0.64, wide, tall * 0.4);
  const stripes = 7;
  for (let stripe = 0; stripe < stripes; stripe += 1) {
    context.fillStyle = stripe % 2 === 0 ? '#c6431f' : '#efe0c4';
    const x = left + (wide / stripes) * stripe;
    context.beginPath();
    context.moveTo(x + (wide / 2 - (x - left)) * 0.16, top);
    context.lineTo(x + wide / stripes + (wide / 2 - (x + wide / stripes - left)) * 0.16, top);
    context.lineTo(x + wide / stripes, top + tall * 0.24);
    context.arc(x + wide / stripes / 2, top + tall * 0.24, wide / stripes / 2, 0, Math.PI);
    context.closePath();
    context.fill();
  }
  context.fillStyle = 'rgb(0 0 0 / 28%)';
  context.fillRect(left, top + tall * 0.2, wide, tall * 0.05);
}

/** Somebody in a hood, seen from behind, with the moon's light on one edge. */
function figure(
  context: Context,
  { width, height }: Scene,
  palette: Palette,
  [x, share]: readonly [number, number],
): void {
  const tall = height * share;
  const middle = x * width;
  const top = height - tall;
  const head = tall * 0.19;
  context.fillStyle = '#0b0910';
  context.beginPath();
  context.moveTo(middle - tall * 0.44, height);
  context.bezierCurveTo(
    middle - tall * 0.42,
    top + tall * 0.56,
    middle - tall * 0.26,
    top + tall * 0.5,
    middle,
    top + tall * 0.42,
  );
  context.bezierCurveTo(
    middle + tall * 0.26,
    top + tall * 0.5,
    middle + tall * 0.42,
    top + tall * 0.56,
    middle + tall * 0.44,
    height,
  );
  context.closePath();
  context.fill();
  context.beginPath();
  context.moveTo(middle - head * 1.02, top + head * 1.7);
  context.bezierCurveTo(
    middle - head * 1.15,
    top + head * 0.5,
    middle - head * 0.6,
    top,
    middle + head * 0.05,
    top,
  );
  context.bezierCurveTo(
    middle + head * 0.75,
    top + head * 0.02,
    middle + head * 1.12,
    top + head * 0.6,
    middle + head * 0.98,
    top + head * 1.6,
  );
  context.lineTo(middle + head * 0.55, top + head * 2.35);
  context.lineTo(middle - head * 0.6, top + head * 2.35);
  context.closePath();
  context.fill();
  context.strokeStyle = palette.moon;
  context.lineWidth = Math.max(2, head * 0.075);
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(middle + head * 0.62, top + head * 0.42);
  context.quadraticCurveTo(
    middle + head * 0.98,
    top + head * 0.95,
    middle + head * 0.72,
    top + head * 1.75,
  );
  context.stroke();
}

function rain(
  context: Context,
  width: number,
  height: number,
  chance: Chance,
  drift: number,
): void {
  const side = Math.min(width, height);
  context.lineWidth = Math.max(1, side * 0.0014);
  context.lineCap = 'round';
  for (let index = 0; index < 420; index += 1) {
    const long = side * (0.02 + chance() * 0.045);
    const x = chance() * (width + side * 0.1);
    const y = ((chance() + drift * 3) % 1) * height;
    context.strokeStyle = `rgb(220 232 255 / ${String(0.1 + chance() * 0.24)})`;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x - long * 0.24, y + long);
    context.stroke();
  }
}

/** Lanterns in staggered rows; whole at every edge, so that it goes on when it is laid side by side. */
function paintPattern(context: Context, { width, height }: Scene, palette: Palette): void {
  context.fillStyle = palette.sky[0];
  context.fillRect(0, 0, width, height);
  const across = 4;
  const cell = width / across;
  for (let row = 0; row <= across; row += 1) {
    for (let column = -1; column <= across; column += 1) {
      const x = (column + (row % 2 === 0 ? 0.5 : 1)) * cell;
      const y = row * (height / across);
      lantern(context, x, y, cell * 0.2, palette);
      context.fillStyle = palette.moon;
      context.beginPath();
      context.arc(x + cell / 2, y, cell * 0.025, 0, Math.PI * 2);
      context.fill();
    }
  }
}
