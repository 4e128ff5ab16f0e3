/**
 * Exact squared Euclidean distances to the nearest pixel of a set: one lower envelope of parabolas a
 * column, then one a row (Felzenszwalb, Huttenlocher: Distance Transforms of Sampled Functions,
 * Theory of Computing 8, 2012). Time grows with the number of pixels alone.
 *
 * @param isIn whether the pixel of this number belongs to the set
 * @returns `Infinity` everywhere when the set is empty
 */
export function squaredDistances(
  length: number,
  width: number,
  height: number,
  isIn: (at: number) => boolean,
): Float32Array {
  const distances = new Float32Array(length);
  // Down the columns distances to a set are simply counted, there and back.
  for (let column = 0; column < width; column += 1) {
    let steps = Infinity;
    for (let row = 0; row < height; row += 1) {
      const at = row * width + column;
      steps = isIn(at) ? 0 : steps + 1;
      distances[at] = steps;
    }
    steps = Infinity;
    for (let row = height - 1; row >= 0; row -= 1) {
      const at = row * width + column;
      steps = distances[at] === 0 ? 0 : steps + 1;
      distances[at] = Math.min(distances[at] ?? 0, steps);
    }
  }
  const line = new Float64Array(width);
  const places = new Int32Array(width);
  const borders = new Float64Array(width + 1);
  for (let row = 0; row < height; row += 1) {
    envelope(distances, row * width, width, line, places, borders);
  }
  return distances;
}

/** Squares a row of distances and brings in what is nearer in its other columns. */
function envelope(
  distances: Float32Array,
  start: number,
  width: number,
  line: Float64Array,
  places: Int32Array,
  borders: Float64Array,
): void {
  let count = -1;
  for (let column = 0; column < width; column += 1) {
    const value = (distances[start + column] ?? 0) ** 2;
    line[column] = value;
    if (value === Infinity) continue;
    let from = -Infinity;
    while (count >= 0) {
      const place = places[count] ?? 0;
      from = (value + column ** 2 - (line[place] ?? 0) - place ** 2) / (2 * (column - place));
      if (from > (borders[count] ?? 0)) break;
      count -= 1;
      from = -Infinity;
    }
    count += 1;
    places[count] = column;
    borders[count] = from;
  }
  if (count < 0) {
    distances.fill(Infinity, start, start + width);
    return;
  }
  let at = 0;
  for (let column = 0; column < width; column += 1) {
    while (at < count && (borders[at + 1] ?? 0) < column) at += 1;
    const place = places[at] ?? 0;
    distances[start + column] = (column - place) ** 2 + (line[place] ?? 0);
  }
}
