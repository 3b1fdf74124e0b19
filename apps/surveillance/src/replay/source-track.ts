import { type SnapshotSource, type SourceDescription } from '@genesis/ingest';
import { dropLeadingRows, type SnapshotBatch, type TimeRange, TS } from '@genesis/market';
import { Bookmark } from './bookmark.js';
import { dropToldLines } from './drop-told-lines.js';
import { type ModeProvider } from './mode-provider.js';

const NOTHING_TOLD: ReadonlyMap<string, number> = new Map();

/** A source in use: what it is, how far it was shown, and the batch that is being shown. */
export class SourceTrack {
  /** Times in a row that it failed without showing anything in between. */
  failures = 0;
  #batches: AsyncIterableIterator<SnapshotBatch> | null = null;
  #primed: SnapshotBatch | null = null;
  /** Lines lost that were told before the source was opened again: the last one of each symbol. */
  #told: ReadonlyMap<string, number> = NOTHING_TOLD;

  private constructor(
    readonly provider: ModeProvider,
    readonly bookmark: Bookmark,
    private readonly source: SnapshotSource,
    readonly description: SourceDescription,
  ) {}

  /**
   * Opens the provider's source behind the bookmark and makes sure that it gives rows.
   * @throws when it does not
   */
  static async start(provider: ModeProvider, bookmark = new Bookmark()): Promise<SourceTrack> {
    const source = await provider.open();
    try {
      const track = new SourceTrack(provider, bookmark, source, await source.describe());
      await track.continue();
      return track;
    } catch (error) {
      await source.close();
      throw error;
    }
  }

  /** Goes on behind the last row that was shown. At the end of the data it leaves nothing more to show. */
  async continue(): Promise<void> {
    const { latestMicros, rowsSinceLatest, started, lostLines } = this.bookmark;
    this.#told = new Map(lostLines);
    if (started) this.#primed = await this.#open({ fromMicros: latestMicros }, rowsSinceLatest);
    else await this.#openAtBeginning();
  }

  /** Goes back to the beginning. @throws when there is not a single row */
  async restart(): Promise<void> {
    this.bookmark.rewind();
    this.#told = NOTHING_TOLD;
    await this.#openAtBeginning();
  }

  /** Jumps to the first row at or after the time; false, and nothing changed, where there is none. */
  async seek(fromMicros: number): Promise<boolean> {
    this.#told = NOTHING_TOLD;
    const found = await this.#openBeforeRow({ fromMicros });
    if (found) this.bookmark.rewind();
    else await this.continue();
    return found;
  }

  /** The next batch, or null at the end of the data. The one before it is void. */
  async next(): Promise<SnapshotBatch | null> {
    const primed = this.#primed;
    this.#primed = null;
    return primed ?? this.#pull();
  }

  /** Stamp of the first row of a batch that was read ahead; null where none waits. */
  get waitingMicros(): number | null {
    return this.#primed === null || this.#primed.length === 0 ? null : this.#primed.rows[TS];
  }

  /** Rows `from` up to `to` are about to be shown. */
  show(batch: SnapshotBatch, from: number, to: number): void {
    this.bookmark.advance(batch, from, to);
    // Lines that could not be read are no progress: a source that gives nothing else must not be tried for ever.
    if (to > from) this.failures = 0;
  }

  async close(): Promise<void> {
    this.#primed = null;
    this.#batches = null;
    await this.source.close();
  }

  async #openAtBeginning(): Promise<void> {
    if (!(await this.#openBeforeRow({})))
      throw new Error(`${this.description.name}: holds no usable snapshot`);
  }

  /** Opens, and makes sure that a row comes; false where there is none. */
  async #openBeforeRow(range: TimeRange): Promise<boolean> {
    this.#primed = null;
    let batch = await this.#open(range, 0);
    const rowAtOnce = batch === null || batch.length > 0;
    while (batch?.length === 0) batch = await this.#pull();
    // Batches are reused: the lost lines before the first row are read once more, to be told in their place.
    this.#primed = batch === null || rowAtOnce ? batch : await this.#open(range, 0);
    return batch !== null;
  }

  /** Opens and reads up to what lies behind `skip` rows; null where nothing does. */
  async #open(range: TimeRange, skip: number): Promise<SnapshotBatch | null> {
    this.#primed = null;
    await this.#batches?.return?.();
    this.#batches = this.source.open(range);
    let batch = await this.#pull();
    for (let left = skip; batch !== null && left > 0;) {
      const dropped = Math.min(left, batch.length);
      dropLeadingRows(batch, dropped);
      left -= dropped;
      if (batch.length === 0 && (left > 0 || batch.defects.length === 0)) batch = await this.#pull();
    }
    return batch;
  }

  async #pull(): Promise<SnapshotBatch | null> {
    if (this.#batches === null) return null;
    const next = await this.#batches.next();
    if (next.done === true) return null;
    if (this.#told.size > 0) dropToldLines(next.value, this.#told);
    return next.value;
  }
}
