import { Injectable } from '@nestjs/common';
import { SnapshotStore } from '../analytics/snapshot-store.js';
import { ReplayService } from '../replay/replay.service.js';

/** Symbols that a client may ask for: those of the source in use, and those that were shown before. */
@Injectable()
export class KnownSymbols {
  constructor(
    private readonly replay: ReplayService,
    private readonly store: SnapshotStore,
  ) {}

  all(): string[] {
    return [...new Set([...this.replay.state().symbols, ...this.store.symbols()])];
  }
}
