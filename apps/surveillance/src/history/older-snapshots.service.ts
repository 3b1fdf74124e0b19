import { type SnapshotMessage } from '@genesis/contracts';
import { microsFromSeconds } from '@genesis/market';
import { createPipeline, snapshotMessage, type SurveillancePipeline } from '@genesis/pipeline';
import { type Database, DatabaseSource, stampBefore } from '@genesis/storage';
import { ACCEPTED } from '@genesis/validation';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { askDatabase } from '../persistence/ask-database.js';
import { DatabaseService } from '../persistence/database.service.js';

/** Rows read before those that are asked for, so that order flow, regime and detectors have something to go by. */
const WARM_UP_ROWS = 500;

/** Which snapshots: of one symbol or (null) of all, with `from` ≤ timestamp ≤ `to` (epoch seconds). */
export interface OlderSelection {
  readonly symbol: string | null;
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

/** Snapshots that have left the memory, made again from their rows in the database. */
@Injectable()
export class OlderSnapshots {
  constructor(
    private readonly databases: DatabaseService,
    private readonly settings: Settings,
  ) {}

  /** Whether there is meant to be a database to ask. */
  get wanted(): boolean {
    return this.databases.state().state !== 'OFF';
  }

  /**
   * The newest `limit` of a selection, oldest first. Book and features are those of the replay; regime and signals
   * are what the rows shortly before them say.
   * @throws ServiceUnavailableException while the database is away
   */
  read(selection: OlderSelection): Promise<SnapshotMessage[]> {
    return askDatabase(this.databases, (database) => this.#read(database, selection));
  }

  async #read(database: Database, { symbol, from, to, limit }: OlderSelection): Promise<SnapshotMessage[]> {
    const toMicros = Math.min(microsFromSeconds(to), Number.MAX_SAFE_INTEGER);
    const fromMicros = await stampBefore(database, symbol, toMicros, limit + WARM_UP_ROWS);
    if (fromMicros === null) return [];
    const symbols = symbol === null ? undefined : [symbol];
    const source = new DatabaseSource(database, { symbols, fromMicros, toMicros });
    const messages = await this.#replay(source);
    return messages.filter(({ timestamp }) => timestamp >= from).slice(-limit);
  }

  async #replay(source: DatabaseSource): Promise<SnapshotMessage[]> {
    const pipeline = this.#silentPipeline();
    const messages: SnapshotMessage[] = [];
    for await (const batch of source.open()) {
      pipeline.process(batch);
      const { results } = pipeline;
      for (let row = 0; row < batch.length; row++)
        if (results.outcomes[row] === ACCEPTED) messages.push(snapshotMessage(batch, results, row));
    }
    return messages;
  }

  /** What it would raise was raised when the rows were shown. */
  #silentPipeline(): SurveillancePipeline {
    const ignore = (): void => undefined;
    const alerts = { raised: ignore, updated: ignore, settled: ignore };
    return createPipeline({ profile: this.settings.detectionProfile, alerts, onAnomaly: ignore });
  }
}
