import { describe, expect, it } from 'vitest';

import {
  keptPoints,
  mostPoints,
  pointAdded,
  pointAddedInGap,
  pointMoved,
  pointRemoved,
  shownPoints,
} from './curve-points.ts';

describe('points of a curve', () => {
  const line = shownPoints([]);

  it('begin as the two ends of the straight line, which is no curve', () => {
    expect(line).toEqual([
      { x: 0, y: 0 },
      { x: 255, y: 255 },
    ]);
    expect(keptPoints(line)).toEqual([]);
  });

  it('are added on the curve, so that nothing changes before they are moved', () => {
    const added = pointAdded(line, 100);
    expect(added?.points[added.at]).toEqual({ x: 100, y: 100 });
    expect(keptPoints(added?.points ?? [])).toEqual([]);
    expect(pointAdded(added?.points ?? [], 100)).toBe(null);
    expect(pointAddedInGap(added?.points ?? [])?.points[2]).toEqual({ x: 178, y: 178 });
  });

  it('stay between their neighbours', () => {
    const three = pointAdded(line, 100, 150)?.points ?? [];
    expect(pointMoved(three, 1, { x: 400, y: -9 })[1]).toEqual({ x: 254, y: 0 });
    expect(pointMoved(three, 2, { x: 50, y: 255 })[2]).toEqual({ x: 101, y: 255 });
    expect(pointMoved(three, 0, { x: -20, y: 30 })[0]).toEqual({ x: 0, y: 30 });
  });

  it('never become fewer than two or more than sixteen', () => {
    expect(pointRemoved(line, 0)).toEqual(line);
    let points = line;
    for (let more = 0; more < 40; more += 1) points = pointAddedInGap(points)?.points ?? points;
    expect(points.length).toBe(mostPoints);
    expect(pointRemoved(points, 3).length).toBe(mostPoints - 1);
  });
});
