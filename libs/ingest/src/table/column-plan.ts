/** Target of a field that carries nothing we use. */
export const SKIPPED = -1;

/** Target of a field of which only the place is noted, see `LineScanner.noted`; indices count from 0 on. */
export function notedAs(index: number): number {
  return -2 - index;
}

/** The index that `notedAs` made a target of. */
export function noteOf(target: number): number {
  return -2 - target;
}

/**
 * What to do with each field of a line. A target from 0 on is a place in the snapshot's row (`TS` is read as a
 * time stamp, every other as a number).
 */
export interface ColumnPlan {
  readonly targets: Int16Array;
  /** Per field: decimals that the venue leaves out of its integers. */
  readonly impliedDecimals: Uint8Array;
  /** Per field, for messages. */
  readonly names: readonly string[];
}

/** A plan from the names of the fields in their order; unknown ones are skipped. */
export function planColumns(
  names: readonly string[],
  targets: ReadonlyMap<string, number>,
  decimalsOf: (target: number) => number = () => 0,
): ColumnPlan {
  const perField = names.map((name) => targets.get(name) ?? SKIPPED);
  return {
    targets: Int16Array.from(perField),
    impliedDecimals: Uint8Array.from(perField, (target) => (target > 0 ? decimalsOf(target) : 0)),
    names,
  };
}
