import {
  type CanariesReport,
  type CanaryRun,
  type DetectorCanary,
  type SignalType,
} from '@genesis/contracts';
import { overridesOf } from '@genesis/detection';
import { missingForCanaries, type RecordedRows } from '@genesis/evaluation';
import { ROW_STRIDE } from '@genesis/market';
import { SurveillancePipeline } from '@genesis/pipeline';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Settings } from '../config/settings.js';
import { Runtime } from '../replay/runtime.js';
import { CanaryBoard } from './canary-board.js';
import { CanaryRecorder } from './canary-recorder.js';
import { type CanaryAnswer } from './canary-task.js';
import { CanaryThread } from './canary-thread.js';

const MS_PER_SECOND = 1000;

/** Tries the detectors, as they are set, every CANARY_INTERVAL_SECONDS on the newest rows of a live instrument. */
@Injectable()
export class CanariesService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger('Canaries');
  readonly #stop = new AbortController();
  #running = false;
  #runs = 0;

  constructor(
    private readonly settings: Settings,
    private readonly scheduler: SchedulerRegistry,
    private readonly pipeline: SurveillancePipeline,
    private readonly recorder: CanaryRecorder,
    private readonly thread: CanaryThread,
    private readonly board: CanaryBoard,
    private readonly runtime: Runtime,
  ) {}

  onApplicationBootstrap(): void {
    const { canaryIntervalSeconds } = this.settings;
    if (canaryIntervalSeconds === 0) return;
    // Cleared by the scheduler when the application shuts down.
    this.scheduler.addInterval(
      CanariesService.name,
      setInterval(() => void this.run(), canaryIntervalSeconds * MS_PER_SECOND),
    );
  }

  beforeApplicationShutdown(): void {
    this.#stop.abort();
  }

  report(): CanariesReport {
    const { canaryIntervalSeconds, canaryMisses } = this.settings;
    return {
      interval_seconds: canaryIntervalSeconds,
      misses_until_blind: canaryMisses,
      recording: this.recorder.report(),
      last_run: this.board.lastRun,
      detectors: this.pipeline.parts.profile.detectors.map(({ type }) => this.canaryOf(type)),
    };
  }

  /** The newest canary of a detector; one that was not tried yet waits. */
  canaryOf(type: SignalType): DetectorCanary {
    return this.board.canaries().find((canary) => canary.type === type) ?? this.#untried(type);
  }

  /** One run, unless the last one is still at work or there are no rows to run on. */
  async run(): Promise<void> {
    if (this.#running) return;
    const recorded = this.recorder.take();
    if (recorded === null) return;
    this.#running = true;
    try {
      await this.#runOn(recorded);
    } finally {
      this.#running = false;
    }
  }

  async #runOn(recorded: RecordedRows): Promise<void> {
    const { symbol } = recorded;
    const { profile } = this.pipeline.parts;
    const rows = recorded.rows.length / ROW_STRIDE;
    const beganMs = this.runtime.nowMs();
    const task = {
      recorded,
      profile: profile.name,
      overrides: overridesOf(profile, symbol),
      seed: this.#runs++,
    };
    const run = (failure: string | null): CanaryRun => ({
      at: this.runtime.epochMs() / MS_PER_SECOND,
      symbol,
      rows,
      configuration: profile.configurationOf(symbol),
      duration_ms: this.runtime.nowMs() - beganMs,
      failure,
    });
    try {
      this.#conclude(run, await this.thread.run(task, this.#stop.signal));
    } catch (error) {
      this.#fail(run, error);
    }
  }

  #conclude(run: (failure: null) => CanaryRun, findings: CanaryAnswer): void {
    const blindBefore = this.#blind();
    this.board.note(run(null), findings);
    const blindNow = this.#blind();
    for (const [type, { misses, reason }] of blindNow) {
      if (!blindBefore.has(type)) this.#logger.warn(`${type} is blind, ${misses} canaries missed: ${reason}`);
    }
    for (const type of blindBefore.keys()) {
      if (!blindNow.has(type)) this.#logger.log(`${type} sees again`);
    }
    // Detectors that still warm up on this instrument get more of it.
    if (findings.every(({ outcome }) => outcome !== 'WAITING')) this.recorder.moveOn();
  }

  #fail(run: (failure: string) => CanaryRun, error: unknown): void {
    if (this.#stop.signal.aborted) return;
    const failure = error instanceof Error ? error.message : String(error);
    this.#logger.error(`the detectors could not be tried: ${failure}`);
    this.board.note(run(failure), []);
  }

  #blind(): Map<SignalType, DetectorCanary> {
    return new Map(
      this.board.canaries().flatMap((canary) => (canary.blind ? [[canary.type, canary] as const] : [])),
    );
  }

  #untried(type: SignalType): DetectorCanary {
    return {
      type,
      outcome: 'WAITING',
      reason: this.#whyUntried(),
      episodes: 0,
      delay_seconds: null,
      blind: false,
      misses: 0,
      symbol: null,
      run_at: null,
      seen_at: null,
    };
  }

  #whyUntried(): string {
    if (this.settings.canaryIntervalSeconds === 0)
      return 'canaries are switched off (CANARY_INTERVAL_SECONDS=0)';
    const recording = this.recorder.report();
    if (recording === null) return 'no row was shown yet';
    const missing = missingForCanaries(recording.rows, recording.seconds * 1e6);
    return missing === null ? 'the next run tries it' : `${recording.symbol}: ${missing}`;
  }
}
