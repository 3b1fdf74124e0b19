/** A point in pixels; y is NaN where there is no value. */
export interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** Stretches of points that have a value and are no further apart than `longestGap` pixels. */
export function segments(points: readonly Pixel[], longestGap: number): Pixel[][] {
  const found: Pixel[][] = [];
  let current: Pixel[] = [];
  for (const point of points) {
    if (Number.isNaN(point.y)) continue;
    const before = current.at(-1);
    if (before === undefined || point.x - before.x > longestGap) found.push((current = []));
    current.push(point);
  }
  return found;
}

/** A line through the points; one that stands alone becomes a dot (round caps draw it). */
export function linePath(points: readonly Pixel[], longestGap: number): string {
  return segments(points, longestGap)
    .map((run) => (run.length === 1 ? `${moveTo(run[0])}h0.01` : polyline(run)))
    .join('');
}

/** The area between the points and a base line at `baseY`. */
export function areaPath(points: readonly Pixel[], baseY: number, longestGap: number): string {
  return segments(points, longestGap)
    .map((run) => `M${run[0].x},${baseY}L${pairs(run)}L${run[run.length - 1].x},${baseY}Z`)
    .join('');
}

/** The area between two lines over the same x values. */
export function bandPath(upper: readonly Pixel[], lower: readonly Pixel[], longestGap: number): string {
  const below = segments(lower, longestGap);
  return segments(upper, longestGap)
    .map((run, i) => `${polyline(run)}L${pairs([...below[i]].reverse())}Z`)
    .join('');
}

function polyline(run: readonly Pixel[]): string {
  return `M${pairs(run)}`;
}

function pairs(run: readonly Pixel[]): string {
  return run.map(({ x, y }) => `${x},${y}`).join(' ');
}

function moveTo({ x, y }: Pixel): string {
  return `M${x},${y}`;
}
