import { type CanariesReport } from '@genesis/contracts';
import { CANARY_NEEDS, missingForCanaries, type RecordedRows, RollingRecording } from '@genesis/evaluation';
import { MICROS_PER_SECOND, type SymbolTable } from '@genesis/market';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { type BatchDue } from '../bus/surveillance-events.js';
import { Settings } from '../config/settings.js';

/** An instrument that has not shown enough rows after so much event time is too slow for canaries. */
const LONGEST_WAIT_MICROS = 3600 * MICROS_PER_SECOND;

/** Keeps the newest rows of one live instrument at a time, so that canaries have a book to be laid over. */
@Injectable()
export class CanaryRecorder implements OnModuleInit {
  /** Null with canaries switched off. */
  readonly #recording: RollingRecording | null;
  #symbols: SymbolTable | null = null;
  /** Rows that had been recorded when somebody last asked. */
  #knownRows = 0;

  constructor(
    private readonly bus: SurveillanceBus,
    settings: Settings,
  ) {
    const { canaryIntervalSeconds, canaryRows } = settings;
    this.#recording = canaryIntervalSeconds === 0 ? null : new RollingRecording(canaryRows);
  }

  onModuleInit(): void {
    const recording = this.#recording;
    if (recording === null) return;
    // Rows as validation accepts them are what counts: whether it has repaired these already makes no difference.
    this.bus.on('batch', CanaryRecorder.name, (due) => this.#record(due, recording));
    this.bus.on('stream_reset', CanaryRecorder.name, () => recording.clear());
  }

  /** A copy of the rows for a run; null while there are too few, and while no new ones come. */
  take(): RecordedRows | null {
    const recording = this.#recording;
    if (recording === null || !this.#goesOn(recording)) return null;
    if (missingForCanaries(recording.length, recording.spanMicros) === null) return recording.copy();
    const tooSlow = recording.spanMicros >= LONGEST_WAIT_MICROS;
    const tooFast = recording.recorded >= recording.capacity;
    if (tooSlow || tooFast) this.moveOn();
    return null;
  }

  /** Records the next instrument from now on; the only one there is goes on. */
  moveOn(): void {
    const symbols = this.#symbols?.all() ?? [];
    if (this.#recording === null || symbols.length === 0) return;
    const at = symbols.indexOf(this.#recording.symbol ?? symbols[0]);
    const next = symbols[(at + 1) % symbols.length];
    if (next === this.#recording.symbol) return;
    this.#recording.follow(next);
    this.#knownRows = 0;
  }

  report(): CanariesReport['recording'] {
    const symbol = this.#recording?.symbol ?? null;
    if (this.#recording === null || symbol === null) return null;
    const { length, spanMicros } = this.#recording;
    return {
      symbol,
      rows: length,
      seconds: spanMicros / MICROS_PER_SECOND,
      needed_rows: CANARY_NEEDS.rows,
      needed_seconds: CANARY_NEEDS.seconds,
    };
  }

  #record({ batch, from, to }: BatchDue, recording: RollingRecording): void {
    this.#symbols = batch.symbols;
    if (recording.symbol === null && from < to)
      recording.follow(batch.symbols.symbolAt(batch.instruments[from]));
    recording.record(batch, from, to);
  }

  /** Whether rows came since the last look. An instrument that shows none at all makes room for the next. */
  #goesOn({ recorded }: RollingRecording): boolean {
    const grown = recorded !== this.#knownRows;
    this.#knownRows = recorded;
    if (recorded === 0) this.moveOn();
    return grown;
  }
}
