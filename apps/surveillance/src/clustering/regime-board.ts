import { type Regime, type RegimeStay, type SnapshotMessage } from '@genesis/contracts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Ring } from '../analytics/ring.js';
import { SurveillanceBus } from '../bus/surveillance-bus.js';

/** Stays kept of each instrument. */
const KEPT_STAYS = 1_000;

export interface RegimeState {
  readonly regime: Regime;
  /** Event time (epoch seconds) since which the instrument is in it. */
  readonly since: number;
}

/** The regimes of each instrument since the stream began or jumped; tells the bus when one changes. */
@Injectable()
export class RegimeBoard implements OnModuleInit {
  readonly #stays = new Map<string, Ring<Omit<RegimeStay, 'to'>>>();

  constructor(private readonly bus: SurveillanceBus) {}

  onModuleInit(): void {
    this.bus.on('snapshots', RegimeBoard.name, ({ snapshots }) => {
      for (const snapshot of snapshots) this.#note(snapshot);
    });
    this.bus.on('stream_reset', RegimeBoard.name, () => this.#stays.clear());
  }

  regimeOf(symbol: string): RegimeState | undefined {
    const last = this.#stays.get(symbol)?.last();
    return last && { regime: last.regime, since: last.from };
  }

  /** In the order in which they appeared. */
  symbols(): string[] {
    return [...this.#stays.keys()];
  }

  /** The newest thousand, oldest first; undefined for a symbol that was not shown. */
  staysOf(symbol: string): RegimeStay[] | undefined {
    const stays = this.#stays.get(symbol)?.newest(KEPT_STAYS);
    return stays?.map((stay, i) => ({ ...stay, to: i + 1 < stays.length ? stays[i + 1].from : null }));
  }

  #note({ symbol, market_regime: regime, timestamp, sequence }: SnapshotMessage): void {
    let stays = this.#stays.get(symbol);
    const previous = stays?.last()?.regime ?? null;
    if (regime === previous) return;
    if (stays === undefined) this.#stays.set(symbol, (stays = new Ring(KEPT_STAYS)));
    stays.push({ regime, from: timestamp, from_sequence: sequence });
    this.bus.emit('regime', { symbol, regime, previous, timestamp, sequence });
  }
}
