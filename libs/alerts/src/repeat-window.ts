/** The last few times at which a pattern was seen, oldest overwritten first. */
interface Sightings {
  readonly times: Float64Array;
  next: number;
  latest: number;
}

/**
 * Says whether a pattern was seen `threshold` times inside a sliding window of event time. Keeps the last
 * `threshold` times per key. The times of one key never go back; those of different keys may, so that no key is
 * forgotten by what another one shows: `advance` says when it may be.
 */
export class RepeatWindow {
  /** In order of the last sighting, so that forgotten keys are at the front. */
  readonly #byKey = new Map<string, Sightings>();

  constructor(readonly windowMicros: number) {}

  /** Notes a sighting at `tsMicros`; true if it completes `threshold` of them inside the window. */
  see(key: string, tsMicros: number, threshold: number): boolean {
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

  /** No sighting earlier than `tsMicros` comes any more: keys whose window is over by then are forgotten. */
  advance(tsMicros: number): void {
    for (const [key, sightings] of this.#byKey) {
      if (tsMicros - sightings.latest <= this.windowMicros) return;
      this.#byKey.delete(key);
    }
  }

  get size(): number {
    return this.#byKey.size;
  }

  clear(): void {
    this.#byKey.clear();
  }
}
