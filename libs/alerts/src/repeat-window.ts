/** The last few times at which a pattern was seen, oldest overwritten first. */
interface Sightings {
  readonly times: Float64Array;
  next: number;
  latest: number;
}

/**
 * Says whether a pattern was seen `threshold` times inside a sliding window of event time. Keeps the last
 * `threshold` times per key, and no key for longer than the window.
 */
export class RepeatWindow {
  /** In order of the last sighting, so that forgotten keys are at the front. */
  readonly #byKey = new Map<string, Sightings>();

  constructor(readonly windowMicros: number) {}

  /** Notes a sighting at `tsMicros`; true if it completes `threshold` of them inside the window. */
  see(key: string, tsMicros: number, threshold: number): boolean {
    this.#forgetBefore(tsMicros - this.windowMicros);
    const sightings = this.#byKey.get(key) ?? {
      times: new Float64Array(threshold).fill(-Infinity),
      next: 0,
      latest: 0,
    };
    this.#byKey.delete(key);
    this.#byKey.set(key, sightings);
    sightings.times[sightings.next] = tsMicros;
    sightings.next = (sightings.next + 1) % threshold;
    sightings.latest = tsMicros;
    // The slot that is overwritten next holds the earliest of the last `threshold` sightings.
    return tsMicros - sightings.times[sightings.next] <= this.windowMicros;
  }

  get size(): number {
    return this.#byKey.size;
  }

  clear(): void {
    this.#byKey.clear();
  }

  #forgetBefore(tsMicros: number): void {
    for (const [key, sightings] of this.#byKey) {
      if (sightings.latest >= tsMicros) return;
      this.#byKey.delete(key);
    }
  }
}
