import { type Regime, type SignalType } from './signals.js';
import { type QualityFlag } from './snapshot-message.js';

/** REST `GET /instruments`: how an instrument stands by its latest snapshot; nulls before the first one. */
export interface InstrumentReport {
  readonly symbol: string;
  readonly sequence: number | null;
  /** Epoch seconds. */
  readonly timestamp: number | null;
  readonly best_bid: number | null;
  readonly best_ask: number | null;
  readonly mid_price: number | null;
  readonly market_regime: Regime | null;
  /** Event time since which it is in that regime. */
  readonly regime_since: number | null;
  readonly signals: readonly SignalType[];
  readonly quality: readonly QualityFlag[];
}
