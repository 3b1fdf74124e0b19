/** A flood of texts that are all different must not take memory without end. */
const KINDS_REMEMBERED = 1_000;
const OTHERS = '';

interface Kind<T> {
  readonly beganMs: number;
  /** The one that was held back last. */
  latest: T | null;
  passed: number;
  heldBack: number;
}

/** Messages of one kind that were held back. */
export interface HeldBack<T> {
  readonly latest: T;
  readonly count: number;
}

/**
 * Lets `limit` messages of a kind pass within `windowMs` of the first and counts the rest. A kind is a text in which all
 * numbers are the same.
 */
export class RepeatLimiter<T> {
  readonly #kinds = new Map<string, Kind<T>>();

  /** @param nowMs monotonic milliseconds */
  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
    private readonly nowMs: () => number,
  ) {}

  /** Whether it may be logged; otherwise it is counted. */
  admits(text: string, message: T): boolean {
    const kind = this.#kindOf(text.replace(/\d+/g, '#'));
    if (kind.passed < this.limit) {
      kind.passed++;
      return true;
    }
    kind.heldBack++;
    kind.latest = message;
    return false;
  }

  /** What was held back in windows that are over (in all of them with `everything`); these are forgotten. */
  ended(everything = false): HeldBack<T>[] {
    const told: HeldBack<T>[] = [];
    for (const [key, kind] of this.#kinds) {
      if (!everything && !this.#isOver(kind)) continue;
      this.#kinds.delete(key);
      if (kind.latest !== null) told.push({ latest: kind.latest, count: kind.heldBack });
    }
    return told;
  }

  /** Whether something is held back that `ended` has yet to tell. */
  get holdsBack(): boolean {
    return [...this.#kinds.values()].some(({ heldBack }) => heldBack > 0);
  }

  #kindOf(key: string): Kind<T> {
    const known = this.#kinds.get(key);
    if (known !== undefined && !this.#isSpent(known)) return known;
    this.#kinds.delete(key);
    if (this.#kinds.size >= KINDS_REMEMBERED) this.#forgetSpent();
    // So many at once share what they may say.
    if (this.#kinds.size >= KINDS_REMEMBERED && key !== OTHERS) return this.#kindOf(OTHERS);
    const kind: Kind<T> = { beganMs: this.nowMs(), latest: null, passed: 0, heldBack: 0 };
    this.#kinds.set(key, kind);
    return kind;
  }

  #forgetSpent(): void {
    for (const [key, kind] of this.#kinds) if (this.#isSpent(kind)) this.#kinds.delete(key);
  }

  #isSpent(kind: Kind<T>): boolean {
    return kind.heldBack === 0 && this.#isOver(kind);
  }

  #isOver({ beganMs }: Kind<T>): boolean {
    return this.nowMs() - beganMs >= this.windowMs;
  }
}
