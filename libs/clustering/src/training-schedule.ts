/** Of the full distance between trainings: that to the first one, which is doubled until it is the full one. */
const FIRST_SHARE = 0.2;
/** From a training's start to the row from which its model is used, as a share of the full distance; and its bounds, in rows. */
const SWAP_SHARE = 0.1;
const SWAP_ROWS = [10, 1_000] as const;

/** At which sequence numbers an instrument's trainings begin, and their models are taken up. Nothing else decides that. */
export class TrainingSchedule {
  /** From a training's start to the row from which its model is used. */
  readonly swapRows: number;
  #interval: number;

  constructor(readonly trainEvents: number) {
    this.#interval = Math.ceil(FIRST_SHARE * trainEvents);
    this.swapRows = Math.max(SWAP_ROWS[0], Math.min(SWAP_ROWS[1], Math.round(SWAP_SHARE * trainEvents)));
  }

  /** Rows until the next training begins. */
  nextInterval(): number {
    const interval = this.#interval;
    this.#interval = Math.min(2 * interval, this.trainEvents);
    return interval;
  }
}
