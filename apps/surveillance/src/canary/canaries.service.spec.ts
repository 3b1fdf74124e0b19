import { type CanaryFinding, type CanaryOutcome } from '@genesis/contracts';
import { createProfile } from '@genesis/detection';
import { type RecordedRows } from '@genesis/evaluation';
import { ROW_STRIDE } from '@genesis/market';
import { type SurveillancePipeline } from '@genesis/pipeline';
import { Logger } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { parseSettings } from '../config/parse-settings.js';
import { Runtime } from '../replay/runtime.js';
import { CanariesService } from './canaries.service.js';
import { CanaryBoard } from './canary-board.js';
import { type CanaryRecorder } from './canary-recorder.js';
import { type CanaryTask } from './canary-task.js';

const OVERRIDES = { detectors: { SPOOFING: { minMeans: 7 } } };

/** A service whose thread answers what the test wants. */
function bench(environment: Record<string, string> = {}) {
  const settings = parseSettings({ CANARY_MISSES: '1', ...environment });
  const board = new CanaryBoard(settings);
  const tasks: CanaryTask[] = [];
  const recorder = {
    rows: {
      symbol: 'ACME',
      rows: new Float64Array(5 * ROW_STRIDE),
      trades: new Float64Array(0),
    } as RecordedRows | null,
    moves: 0,
    take: () => recorder.rows,
    moveOn: () => recorder.moves++,
    report: () => null,
  };
  const thread = {
    answer: (): Promise<readonly CanaryFinding[]> => Promise.resolve([]),
    run: (task: CanaryTask) => {
      tasks.push(task);
      return thread.answer();
    },
  };
  const pipeline = { parts: { profile: createProfile('calibrated', OVERRIDES) } };
  const service = new CanariesService(
    settings,
    new SchedulerRegistry(),
    pipeline as unknown as SurveillancePipeline,
    recorder as unknown as CanaryRecorder,
    thread,
    board,
    new Runtime(),
  );
  const answering = (outcome: CanaryOutcome): void => {
    const finding = { type: 'SPOOFING', outcome, reason: '', episodes: 1, delay_seconds: null } as const;
    thread.answer = () => Promise.resolve([finding]);
  };
  return { service, board, tasks, recorder, thread, answering };
}

describe('CanariesService', () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  it('tries the detectors as they are set, each time by another seed', async () => {
    const { service, tasks } = bench();
    await service.run();
    await service.run();
    expect(tasks).toMatchObject([
      { profile: 'calibrated', overrides: OVERRIDES.detectors, seed: 0, recorded: { symbol: 'ACME' } },
      { seed: 1 },
    ]);
    const { configuration } = createProfile('calibrated', OVERRIDES);
    expect(service.report().last_run).toMatchObject({
      symbol: 'ACME',
      rows: 5,
      configuration,
      failure: null,
    });
  });

  it('moves on to the next instrument, unless detectors still warm up on this one', async () => {
    const { service, recorder, answering } = bench();
    answering('WAITING');
    await service.run();
    expect(recorder.moves).toBe(0);
    answering('SEEN');
    await service.run();
    expect(recorder.moves).toBe(1);
  });

  it('does nothing without rows, and never two runs at once', async () => {
    const { service, recorder, thread, tasks } = bench();
    const { rows } = recorder;
    recorder.rows = null;
    await service.run();
    expect(tasks).toHaveLength(0);
    recorder.rows = rows;
    let finish = (): void => undefined;
    thread.answer = () => new Promise((resolve) => (finish = () => resolve([])));
    const first = service.run();
    await service.run();
    expect(tasks).toHaveLength(1);
    finish();
    await first;
  });

  it('reports a thread that failed, and goes on with the next run', async () => {
    const { service, board, thread, answering } = bench();
    thread.answer = () => Promise.reject(new Error('the thread ended'));
    await service.run();
    expect(board.failure()?.message).toBe('the detectors could not be tried: the thread ended');
    expect(service.report().last_run?.failure).toBe('the thread ended');
    answering('SEEN');
    await service.run();
    expect([board.failure(), board.canaries()[0].outcome]).toEqual([null, 'SEEN']);
  });

  it('says nothing of a run that the shutdown cut off', async () => {
    const { service, board, thread } = bench();
    thread.answer = () => {
      service.beforeApplicationShutdown();
      return Promise.reject(new Error('stopped'));
    };
    await service.run();
    expect(board.lastRun).toBeNull();
  });

  it('shows every detector of the profile, tried or not', async () => {
    const { service, answering } = bench();
    answering('MISSED');
    await service.run();
    const { detectors } = service.report();
    expect(detectors).toHaveLength(8);
    expect(detectors[0]).toMatchObject({ type: 'SPOOFING', outcome: 'MISSED', blind: true });
    expect(detectors[1]).toMatchObject({ outcome: 'WAITING', reason: 'no row was shown yet', run_at: null });
  });

  it('says that canaries are switched off', () => {
    const { service } = bench({ CANARY_INTERVAL_SECONDS: '0' });
    service.onApplicationBootstrap();
    expect(service.report()).toMatchObject({ interval_seconds: 0, recording: null });
    expect(service.report().detectors[0].reason).toBe(
      'canaries are switched off (CANARY_INTERVAL_SECONDS=0)',
    );
  });
});
