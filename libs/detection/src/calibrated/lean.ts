/** A lean of the book to one side, from its beginning until the time that it has to hold is over. */
export class Lean {
  /** +1 the bid side is heavy, -1 the ask side, 0 neither. */
  direction = 0;
  sinceMicros = 0;
  sinceSequence = 0;
  /** When it is judged. */
  dueMicros = 0;
  /** The imbalance a moment before it began. */
  before = 0;
  judged = false;
  raised = false;
  #atMicros = 0;
  #area = 0;

  begin(direction: number, before: number, tsMicros: number, holdMicros: number, sequence: number): void {
    this.direction = direction;
    this.before = before;
    this.sinceMicros = this.#atMicros = tsMicros;
    this.dueMicros = tsMicros + holdMicros;
    this.sinceSequence = sequence;
    this.judged = this.raised = false;
    this.#area = 0;
  }

  end(): void {
    this.direction = 0;
  }

  /** `value` has stood since the last call and until `tsMicros`. */
  hold(value: number, tsMicros: number): void {
    this.#area += value * (tsMicros - this.#atMicros);
    this.#atMicros = tsMicros;
  }

  /** Mean of the imbalance over the time that it was held; `value` where that is no time at all. */
  mean(value: number): number {
    const heldMicros = this.#atMicros - this.sinceMicros;
    return heldMicros === 0 ? value : this.#area / heldMicros;
  }
}
