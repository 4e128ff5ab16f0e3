/**
 * Places in an order as text (fractional indexing): between any two places there is room for
 * another, so that moving one thing rewrites one row. Places compare byte by byte.
 *
 * A place is a whole part, whose first letter tells its length ('a' two characters, 'b' three …,
 * 'Z' two below zero, 'Y' three …), and a fraction in base 62 that never ends in '0'.
 */
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const zero = 'a0';

const valueOf = (character: string): number => digits.indexOf(character);
const digitOf = (value: number): string => digits.charAt(value);

/** How long a whole part is, by its first letter. */
function wholeLength(head: string): number {
  if (head >= 'a' && head <= 'z') return head.charCodeAt(0) - 97 + 2;
  if (head >= 'A' && head <= 'Z') return 90 - head.charCodeAt(0) + 2;
  throw new RangeError(`not a position: ${head}`);
}

const wholeOf = (position: string): string => position.slice(0, wholeLength(position.charAt(0)));

/** The next whole part, or the one before; null past either end. */
function neighbour(whole: string, step: 1 | -1): string | null {
  const parts = Array.from(whole.slice(1), valueOf);
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    const value = (parts[index] ?? 0) + step;
    if (value >= 0 && value < 62) {
      parts[index] = value;
      return whole.charAt(0) + parts.map(digitOf).join('');
    }
    parts[index] = step === 1 ? 0 : 61;
  }
  const head = whole.charAt(0);
  if (step === 1) {
    if (head === 'Z') return zero;
    if (head === 'z') return null;
    const next = String.fromCharCode(head.charCodeAt(0) + 1);
    return next + '0'.repeat(wholeLength(next) - 1);
  }
  if (head === 'a') return 'Zz';
  if (head === 'A') return null;
  const next = String.fromCharCode(head.charCodeAt(0) - 1);
  return next + 'z'.repeat(wholeLength(next) - 1);
}

/** A short fraction strictly between two; '' is the lower end, null the upper. */
function fractionBetween(low: string, high: string | null): string {
  let shared = '';
  for (let index = 0; ; index += 1) {
    const from = index < low.length ? valueOf(low.charAt(index)) : 0;
    const to = high === null ? 62 : valueOf(high.charAt(index)) || 0;
    if (from === to) {
      shared += digitOf(from);
      continue;
    }
    const middle = Math.floor((from + to) / 2);
    if (middle > from) return shared + digitOf(middle);
    // No digit lies between: keep the lower one and go on without an upper end.
    return shared + digitOf(from) + fractionBetween(low.slice(index + 1), null);
  }
}

/**
 * A place after `before` and before `after`; null means the very start or end.
 * Throws a RangeError when they are not in order.
 */
export function positionBetween(before: string | null, after: string | null): string {
  if (before !== null && after !== null && before >= after) {
    throw new RangeError(`${before} does not lie before ${after}`);
  }
  if (before === null && after === null) return zero;
  if (before === null) {
    const whole = wholeOf(after ?? zero);
    if (after !== null && whole < after) return whole;
    return neighbour(whole, -1) ?? whole + fractionBetween('', '');
  }
  const whole = wholeOf(before);
  const fraction = before.slice(whole.length);
  if (after !== null && wholeOf(after) === whole) {
    return whole + fractionBetween(fraction, after.slice(whole.length));
  }
  const next = neighbour(whole, 1);
  if (next !== null && (after === null || next < after)) return next;
  return whole + fractionBetween(fraction, null);
}

/** So many places in order, all between the two. */
export function positionsBetween(
  before: string | null,
  after: string | null,
  count: number,
): readonly string[] {
  if (count <= 0) return [];
  if (after === null) {
    const places: string[] = [];
    let last = before;
    for (let index = 0; index < count; index += 1) {
      last = positionBetween(last, null);
      places.push(last);
    }
    return places;
  }
  // Halving keeps the texts short where many go into one gap.
  const middle = Math.floor(count / 2);
  const place = positionBetween(before, after);
  return [
    ...positionsBetween(before, place, middle),
    place,
    ...positionsBetween(place, after, count - middle - 1),
  ];
}
