import { type ActiveMode, type Mode } from '@genesis/contracts';
import { type Bookmark } from './bookmark.js';
import { type ModeProvider } from './mode-provider.js';
import { type SourceTrack } from './source-track.js';
import { modeChain, selectSource, type Refusal } from './source-selection.js';

/** Which modes there are, which one is in use, and why those before it are not. */
export class ModeBoard {
  readonly #chain: readonly ActiveMode[];
  readonly #refusals = new Map<ActiveMode, Refusal>();
  readonly #bookmarks = new Map<ActiveMode, Bookmark>();

  constructor(
    readonly requested: Mode,
    private readonly providers: readonly ModeProvider[],
  ) {
    this.#chain = modeChain(requested);
  }

  /** The mode with the highest precedence; what `state()` names before anything runs. */
  get first(): ActiveMode {
    return this.#chain[0];
  }

  /** Opens the first mode of the chain that works, from behind `given up` on; null where none does. */
  async select(givenUp: ActiveMode | null = null): Promise<SourceTrack | null> {
    const from = givenUp === null ? 0 : this.#chain.indexOf(givenUp) + 1;
    return this.#tryModes(this.#chain.slice(from));
  }

  /** Looks for a mode with precedence over the one in use (null: for any); null where none came back. */
  async findBetter(current: ActiveMode | null): Promise<SourceTrack | null> {
    const end = current === null ? this.#chain.length : this.#chain.indexOf(current);
    return this.#tryModes(this.#chain.slice(0, end));
  }

  /** The mode failed for good; the reason is kept. */
  giveUp(track: SourceTrack, reason: string): void {
    this.#note({ mode: track.provider.mode, reason, missed: true });
  }

  /** Remembers where a mode was, for when it is taken up again; data without an end start anew. */
  leave(track: SourceTrack): void {
    if (!track.provider.endless) this.#bookmarks.set(track.provider.mode, track.bookmark);
  }

  /** Refusals of the modes before `current`, newest last. */
  refusals(current: ActiveMode | null): Refusal[] {
    const end = current === null ? this.#chain.length : this.#chain.indexOf(current);
    return [...this.#refusals.values()].filter(({ mode }) => this.#chain.indexOf(mode) < end);
  }

  /** In words: why `current` is the mode in use. */
  explain(current: ActiveMode | null): string {
    const refusals = this.refusals(current).map(({ mode, reason }) => `not ${mode}: ${reason}`);
    return [`MODE=${this.requested}`, ...refusals].join('; ');
  }

  async #tryModes(modes: readonly ActiveMode[]): Promise<SourceTrack | null> {
    const selection = await selectSource(modes, this.requested, this.providers, this.#bookmarks);
    for (const refusal of selection.refusals) this.#note(refusal);
    return selection.track;
  }

  /** The newest reason of a mode replaces its older one. */
  #note(refusal: Refusal): void {
    const known = this.#refusals.get(refusal.mode);
    if (known?.reason === refusal.reason) return;
    this.#refusals.delete(refusal.mode);
    this.#refusals.set(refusal.mode, { ...refusal, missed: refusal.missed || known?.missed === true });
  }
}
