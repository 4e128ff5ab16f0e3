/** A contact sheet: small pictures of a set in rows, with their names, on one or more pages. */

/** Most pictures on one page. */
export const cellsPerPage = 100;

/** Sides in pixels. */
const cell = { width: 240, picture: 208, height: 264, inset: 16 } as const;
const margin = 32;
const headingHeight = 72;

/** Where everything on a page stands, in pixels. */
export interface SheetPlan {
  readonly width: number;
  readonly height: number;
  readonly cells: readonly { readonly x: number; readonly y: number }[];
}

/** How many cells each page holds; as even as pages can be. */
export function sheetPages(count: number): readonly number[] {
  const pages = Math.max(1, Math.ceil(count / cellsPerPage));
  const even = Math.ceil(count / pages);
  return Array.from({ length: pages }, (_, page) => Math.min(even, count - page * even));
}

/** Plans a page: about as wide as high, at most ten columns, at least three for the heading. */
export function planSheet(count: number): SheetPlan {
  const columns = Math.max(3, Math.min(10, Math.ceil(Math.sqrt(count))));
  const rows = Math.ceil(count / columns);
  return {
    width: 2 * margin + columns * cell.width,
    height: 2 * margin + headingHeight + rows * cell.height,
    cells: Array.from({ length: count }, (_, index) => ({
      x: margin + (index % columns) * cell.width,
      y: margin + headingHeight + Math.floor(index / columns) * cell.height,
    })),
  };
}

export interface SheetCell {
  /** Closed by its owner after drawing; null draws an empty frame with the label. */
  readonly picture: ImageBitmap | null;
  /** What stands in the frame when there is no picture: "Sound". */
  readonly label: string;
  readonly name: string;
}

export interface SheetPage {
  readonly title: string;
  readonly subtitle: string;
  readonly cells: AsyncIterable<SheetCell>;
  readonly count: number;
}

const colours = { ground: '#ffffff', text: '#1d1b1a', quiet: '#6d6862', frame: '#f1eeea' } as const;
const font = (size: number, weight = 400): string => `${weight} ${size}px system-ui, sans-serif`;

/** Draws a page as JPEG; pictures are drawn as they come, so that one is in memory at a time. */
export async function drawSheet(page: SheetPage): Promise<Uint8Array<ArrayBuffer>> {
  const plan = planSheet(page.count);
  const canvas = new OffscreenCanvas(plan.width, plan.height);
  const drawing = canvas.getContext('2d', { alpha: false });
  if (!drawing) throw new RangeError('no memory for the canvas of a contact sheet');
  drawing.fillStyle = colours.ground;
  drawing.fillRect(0, 0, plan.width, plan.height);
  drawing.imageSmoothingQuality = 'high';
  drawing.textBaseline = 'top';
  const across = plan.width - 2 * margin;
  drawing.fillStyle = colours.text;
  drawing.font = font(24, 600);
  drawing.fillText(fitted(drawing, page.title, across), margin, margin);
  drawing.fillStyle = colours.quiet;
  drawing.font = font(15);
  drawing.fillText(fitted(drawing, page.subtitle, across), margin, margin + 34);
  let index = 0;
  for await (const entry of page.cells) {
    const place = plan.cells[index++];
    if (place) drawCell(drawing, entry, place.x, place.y);
  }
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.88 });
  return new Uint8Array(await blob.arrayBuffer());
}

function drawCell(
  drawing: OffscreenCanvasRenderingContext2D,
  { picture, label, name }: SheetCell,
  x: number,
  y: number,
): void {
  const left = x + cell.inset;
  if (picture) {
    const scale = Math.min(cell.picture / picture.width, cell.picture / picture.height);
    const [width, height] = [picture.width * scale, picture.height * scale];
    const top = y + (cell.picture - height) / 2;
    drawing.drawImage(picture, left + (cell.picture - width) / 2, top, width, height);
  } else {
    drawing.fillStyle = colours.frame;
    drawing.fillRect(left, y, cell.picture, cell.picture);
    drawing.fillStyle = colours.quiet;
    drawing.font = font(15);
    const wide = drawing.measureText(label).width;
    drawing.fillText(label, left + (cell.picture - wide) / 2, y + cell.picture / 2 - 8);
  }
  drawing.fillStyle = colours.text;
  drawing.font = font(13);
  drawing.fillText(fitted(drawing, name, cell.picture), left, y + cell.picture + 10);
}

/** A text cut with "…" so that it fits; what it ends with (a number, an ending) stays readable. */
function fitted(drawing: OffscreenCanvasRenderingContext2D, text: string, most: number): string {
  if (drawing.measureText(text).width <= most) return text;
  const letters = Array.from(text);
  for (let kept = letters.length - 1; kept > 2; kept -= 1) {
    const end = Math.min(8, Math.floor(kept / 3));
    const cut = `${letters.slice(0, kept - end).join('')}…${letters.slice(letters.length - end).join('')}`;
    if (drawing.measureText(cut).width <= most) return cut;
  }
  return '…';
}
