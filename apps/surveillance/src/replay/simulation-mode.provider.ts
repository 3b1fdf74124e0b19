import { createSimulatedSource, type SnapshotSource } from '@genesis/ingest';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { type Availability, type ModeProvider } from './mode-provider.js';

/** SIMULATION: a market made up from a seed; always there. */
@Injectable()
export class SimulationModeProvider implements ModeProvider {
  readonly mode = 'SIMULATION';
  readonly endless = true;

  constructor(private readonly settings: Settings) {}

  available(): Promise<Availability> {
    return Promise.resolve({ ok: true });
  }

  open(): Promise<SnapshotSource> {
    const { simulationSeed, simulationSymbols, simulationRate, simulationEpisodes } = this.settings;
    return Promise.resolve(
      createSimulatedSource({
        seed: simulationSeed,
        symbols: simulationSymbols,
        rate: simulationRate,
        episodes: simulationEpisodes,
        benign: simulationEpisodes,
      }),
    );
  }
}
