import {
  ClusteredRegimeModel,
  centroidsInRealUnits,
  COORDINATE_NAMES,
  type InstrumentRegime,
  type RegimeParameters,
} from '@genesis/clustering';
import {
  type InstrumentRegimeReport,
  type RegimeCentroid,
  type RegimeHistory,
  type RegimeReport,
  REGIMES,
  type Regime,
} from '@genesis/contracts';
import { secondsFromMicros } from '@genesis/market';
import { Injectable, NotFoundException } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { quoted } from '../http/quoted.js';
import { RegimeBoard } from './regime-board.js';
import { RegimeTraining } from './training/regime-training.service.js';

/** Symbols named in an error text at the most. */
const NAMED_SYMBOLS = 20;

/** Says how regimes are told apart, and which there were. */
@Injectable()
export class RegimesService {
  constructor(
    private readonly settings: Settings,
    private readonly model: ClusteredRegimeModel,
    private readonly training: RegimeTraining,
    private readonly board: RegimeBoard,
  ) {}

  report(): RegimeReport {
    const { workers, queued, trained, lastTrainingMs, inLine, failures } = this.training.statistics();
    return {
      model: this.model.name,
      training: {
        events: this.settings.regimeTrainEvents,
        workers,
        queued,
        trained,
        last_training_ms: lastTrainingMs,
        in_line: inLine,
        worker_failures: failures,
      },
      instruments: [...this.model.instruments().values()].map(instrumentReport),
    };
  }

  /** @throws NotFoundException naming the symbols that were shown */
  history(symbol: string): RegimeHistory {
    const stays = this.board.staysOf(symbol);
    if (stays !== undefined) return { symbol, stays };
    const known = this.board.symbols();
    const named = known.slice(0, NAMED_SYMBOLS).join(', ');
    const more = known.length > NAMED_SYMBOLS ? ` and ${known.length - NAMED_SYMBOLS} more` : '';
    throw new NotFoundException([
      `symbol ${quoted(symbol)} has no regimes; those shown so far are ${named || 'none yet'}${more}`,
    ]);
  }
}

function instrumentReport(instrument: InstrumentRegime): InstrumentRegimeReport {
  const { symbol, basis, parameters, swap, training, switches, seconds } = instrument;
  const own = basis === 'own' ? parameters : null;
  return {
    symbol,
    regime: REGIMES[instrument.regime],
    basis,
    model_version: own?.version ?? 0,
    swap: swap && { sequence: swap.sequence, timestamp: secondsFromMicros(swap.tsMicros) },
    training,
    centroids: parameters && centroidsOf(parameters),
    sizes: own && byRegime((regime) => own.sizes[regime]),
    quality: {
      silhouette: own?.quality.silhouette ?? null,
      agreement: own?.quality.agreement ?? null,
      dispersion: own?.quality.dispersion ?? null,
      switches_per_minute: seconds === 0 ? null : switches / (seconds / 60),
    },
  };
}

function centroidsOf(parameters: RegimeParameters): Record<Regime, RegimeCentroid> {
  const centroids = centroidsInRealUnits(parameters);
  return byRegime((regime) => {
    const named = COORDINATE_NAMES.map((name, d) => [name, centroids[regime][d]]);
    return Object.fromEntries(named) as Record<(typeof COORDINATE_NAMES)[number], number>;
  });
}

function byRegime<T>(valueOf: (regime: number) => T): Record<Regime, T> {
  return Object.fromEntries(REGIMES.map((name, regime) => [name, valueOf(regime)])) as Record<Regime, T>;
}
