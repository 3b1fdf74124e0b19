import { type SnapshotSource } from '@genesis/ingest';
import { secondsFromMicros } from '@genesis/market';
import { type Claim } from './claim.js';
import { settledMicros, type ClaimGroup } from './claim-group.js';
import { judgeClaim } from './judge-claim.js';
import { replayAlerts, type Replayed } from './replay-alerts.js';
import { type SettingsHistory } from './settings-history.js';
import { alignState, type StateAlignment } from './state-alignment.js';
import { type Verification } from './verification.js';
import { type RowStretch } from './window-hashes.js';

/** Rows at which the data may have ended when alerts were raised: each one that is tried costs a replay. */
const MOST_ENDS = 3;

/** Verifies the claims of one group against one source. */
export class GroupReplay {
  readonly #outcomes = new Map<Claim, Verification>();

  constructor(
    private readonly group: ClaimGroup,
    private readonly source: SnapshotSource,
    private readonly settings: SettingsHistory,
  ) {}

  async run(): Promise<ReadonlyMap<Claim, Verification>> {
    const alignment = await alignState(this.source, this.group.state);
    if (alignment === null) await this.#tellMissing();
    else await this.#compare(alignment);
    return this.#outcomes;
  }

  async #compare(alignment: StateAlignment): Promise<void> {
    const { claims } = this.group;
    const replayed = await this.#replay(claims, alignment, Infinity);
    for (const claim of claims) this.#outcomes.set(claim, judgeClaim(claim, replayed, alignment.shift));
    await this.#tryEnds(alignment);
  }

  /**
   * What waited when the data ended was decided without what came to them later: such an alert comes out only where
   * the rows end with its last one.
   */
  async #tryEnds(alignment: StateAlignment): Promise<void> {
    const different = this.group.claims.filter((claim) => this.#outcomes.get(claim)?.verdict === 'DIFFERENT');
    const ends = [...new Set(different.map(lastRowOf))].sort((a, b) => b - a).slice(0, MOST_ENDS);
    for (const end of ends) {
      const claims = different.filter((claim) => lastRowOf(claim) === end);
      const replayed = await this.#replay(claims, alignment, end);
      for (const claim of claims) {
        const outcome = judgeClaim(claim, replayed, alignment.shift);
        if (outcome.verdict !== 'SAME') continue;
        const reason = `${outcome.reason} to row ${end}, with which the data ended then`;
        this.#outcomes.set(claim, { ...outcome, reason });
      }
    }
  }

  #replay(claims: readonly Claim[], alignment: StateAlignment, lastSequence: number): Promise<Replayed> {
    return replayAlerts({
      source: this.source,
      state: this.group.state,
      alignment,
      settings: this.settings,
      wanted: new Set(claims.map(({ stored }) => stored.id)),
      windows: windowsOf(claims),
      toMicros: settledMicros(claims),
      lastSequence,
    });
  }

  async #tellMissing(): Promise<void> {
    const { symbol, state, claims } = this.group;
    const { name } = await this.source.describe();
    const from = secondsFromMicros(state.tsMicros);
    const reason = `${name} has no row of ${symbol} at ${from}, where the state behind it began: it was raised from other rows, or they are gone`;
    for (const claim of claims)
      this.#outcomes.set(claim, { id: claim.stored.id, verdict: 'ROWS_MISSING', reason, differences: [] });
  }
}

function lastRowOf({ alert }: Claim): number {
  return Math.max(alert.sequence, alert.evidence.to_sequence);
}

function windowsOf(claims: readonly Claim[]): Map<string, RowStretch> {
  const windows = new Map<string, RowStretch>();
  for (const { stored } of claims) if (stored.window !== null) windows.set(stored.id, stored.window);
  return windows;
}
