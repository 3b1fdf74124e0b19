import { type InstrumentReport } from '@genesis/contracts';
import { Injectable, NotFoundException } from '@nestjs/common';
import { RegimeBoard } from '../clustering/regime-board.js';
import { quoted } from '../http/quoted.js';
import { ReplayService } from '../replay/replay.service.js';
import { SnapshotStore } from './snapshot-store.js';

/** Symbols named in an error text at the most. */
const NAMED_SYMBOLS = 20;

/** Which instruments there are, and how each stands. */
@Injectable()
export class InstrumentsService {
  constructor(
    private readonly replay: ReplayService,
    private readonly store: SnapshotStore,
    private readonly regimes: RegimeBoard,
  ) {}

  /** Those of the source in use, and those that were seen in it. */
  symbols(): string[] {
    return [...new Set([...this.replay.state().symbols, ...this.store.symbols()])];
  }

  reports(): InstrumentReport[] {
    return this.symbols().map((symbol) => this.#report(symbol));
  }

  /** @throws NotFoundException naming the known symbols */
  requireKnown(symbol: string): void {
    const known = this.symbols();
    if (known.includes(symbol)) return;
    const named = known.slice(0, NAMED_SYMBOLS).join(', ');
    const more = known.length > NAMED_SYMBOLS ? ` and ${known.length - NAMED_SYMBOLS} more` : '';
    throw new NotFoundException([
      `symbol ${quoted(symbol)} is not known; known are ${named || 'none yet'}${more}`,
    ]);
  }

  #report(symbol: string): InstrumentReport {
    const latest = this.store.latest(symbol);
    return {
      symbol,
      sequence: latest?.sequence ?? null,
      timestamp: latest?.timestamp ?? null,
      best_bid: latest?.best_bid ?? null,
      best_ask: latest?.best_ask ?? null,
      mid_price: latest?.mid_price ?? null,
      market_regime: latest?.market_regime ?? null,
      regime_since: this.regimes.regimeOf(symbol)?.since ?? null,
      signals: latest?.signals ?? [],
      quality: latest?.quality ?? [],
    };
  }
}
