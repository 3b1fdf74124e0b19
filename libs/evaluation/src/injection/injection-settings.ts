/** How densely and by which chance episodes are laid over a book. */
export interface InjectionSettings {
  /** Decides everything that chance does; a whole number from 0 to 2³² − 1. */
  readonly seed: number;
  /** Episodes of manipulation an hour, as far as they find room; honest ones come on top, one to two. */
  readonly episodesPerHour: number;
  /** Draw from the part of the parameter space that is kept for testing, instead of from the rest. */
  readonly heldOut: boolean;
  /** Leave this much at the beginning as it is, for warm-up and habits. */
  readonly runInSeconds: number;
  readonly runInRows: number;
}

export const INJECTION_DEFAULTS: InjectionSettings = {
  seed: 1,
  episodesPerHour: 60,
  heldOut: false,
  runInSeconds: 60,
  runInRows: 400,
};

export const INJECTION_BOUNDS = {
  seed: [0, 2 ** 32 - 1],
  episodesPerHour: [1, 240],
  runInSeconds: [1, 86_400],
  runInRows: [10, 1_000_000],
} as const;

/** The defaults with `settings` over them. @throws RangeError that lists everything that is out of bounds */
export function resolveInjection(settings: Partial<InjectionSettings> = {}): InjectionSettings {
  const complete = { ...INJECTION_DEFAULTS, ...settings };
  const problems = Object.entries(INJECTION_BOUNDS).flatMap(([name, [lowest, highest]]) => {
    const value = complete[name as keyof typeof INJECTION_BOUNDS];
    const whole = name === 'seed' || name === 'runInRows';
    if (value >= lowest && value <= highest && (!whole || Number.isInteger(value))) return [];
    return [`${name} is ${value}, expected a ${whole ? 'whole ' : ''}number from ${lowest} to ${highest}`];
  });
  if (problems.length > 0) throw new RangeError(`injection: ${problems.join('; ')}`);
  return complete;
}
