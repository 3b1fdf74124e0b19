import { type SnapshotSource, type SourceDescription, type SourceProgress } from '@genesis/ingest';
import { type SnapshotBatch, SymbolTable, type TimeRange } from '@genesis/market';
import { DatabaseSource, type DatabaseSourceOptions } from '@genesis/storage';
import { type DatabaseService } from './database.service.js';

/**
 * The snapshots of whichever connection there is at the moment of opening: a replay whose database went away in the
 * middle opens this source again when it is back, though all connections are new by then. Symbols keep their numbers,
 * so that detection goes on with all that it has learnt, and no alert under way is lost.
 */
export class CurrentDatabaseSource implements SnapshotSource {
  readonly #options: DatabaseSourceOptions;
  #source: DatabaseSource | null = null;

  constructor(
    private readonly databases: DatabaseService,
    options: DatabaseSourceOptions,
  ) {
    this.#options = { ...options, symbolTable: new SymbolTable() };
  }

  /** @throws DatabaseAwayError */
  describe(): Promise<SourceDescription> {
    return this.#current().describe();
  }

  /** @throws DatabaseAwayError before the first batch or in the middle */
  async *open(range: TimeRange = {}): AsyncGenerator<SnapshotBatch, void, void> {
    try {
      yield* this.#current().open(range);
    } catch (error) {
      this.databases.suspect();
      throw error;
    }
  }

  progress(): SourceProgress {
    return this.#source?.progress() ?? { bytesRead: 0, totalBytes: null };
  }

  async close(): Promise<void> {
    await this.#source?.close();
  }

  #current(): DatabaseSource {
    const database = this.databases.current();
    if (database === null) throw new Error(this.databases.state().reason);
    if (this.#source?.database !== database) this.#source = new DatabaseSource(database, this.#options);
    return this.#source;
  }
}
