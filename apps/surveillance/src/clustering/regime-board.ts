import { type Regime } from '@genesis/contracts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SurveillanceBus } from '../bus/surveillance-bus.js';

export interface RegimeState {
  readonly regime: Regime;
  /** Event time (epoch seconds) since which the instrument is in it. */
  readonly since: number;
}

/** The latest regime of each instrument. */
@Injectable()
export class RegimeBoard implements OnModuleInit {
  readonly #states = new Map<string, RegimeState>();

  constructor(private readonly bus: SurveillanceBus) {}

  onModuleInit(): void {
    this.bus.on('snapshots', RegimeBoard.name, ({ snapshots }) => {
      for (const { symbol, market_regime, timestamp } of snapshots)
        this.#note(symbol, market_regime, timestamp);
    });
    this.bus.on('stream_reset', RegimeBoard.name, () => this.#states.clear());
  }

  regimeOf(symbol: string): RegimeState | undefined {
    return this.#states.get(symbol);
  }

  #note(symbol: string, regime: Regime, since: number): void {
    if (this.#states.get(symbol)?.regime !== regime) this.#states.set(symbol, { regime, since });
  }
}
