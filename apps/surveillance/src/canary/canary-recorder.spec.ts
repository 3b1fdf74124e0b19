import { CANARY_NEEDS } from '@genesis/evaluation';
import { ROW_STRIDE, SnapshotBatch, SymbolTable, TS } from '@genesis/market';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { parseSettings } from '../config/parse-settings.js';
import { CanaryRecorder } from './canary-recorder.js';

const ENOUGH_ROWS = CANARY_NEEDS.rows;
const THREE = new SymbolTable(['A', 'B', 'C']);

function recorderOn(bus: SurveillanceBus, environment: Record<string, string> = {}): CanaryRecorder {
  const recorder = new CanaryRecorder(bus, parseSettings({ CANARY_ROWS: '1000', ...environment }));
  recorder.onModuleInit();
  return recorder;
}

describe('the recorder of canaries', () => {
  let bus: SurveillanceBus;
  let nowMicros: number;
  beforeEach(() => {
    bus = new SurveillanceBus(new EventEmitter2());
    nowMicros = 1_700_000_000e6;
  });

  /** So many rows of a symbol, so many seconds apart. */
  function show(symbol: string, rows: number, seconds: number, symbols = THREE): void {
    const batch = new SnapshotBatch(rows, symbols);
    for (let row = 0; row < rows; row++) {
      nowMicros += seconds * 1e6;
      batch.rows[row * ROW_STRIDE + TS] = nowMicros;
      batch.instruments[row] = symbols.indexOf(symbol);
    }
    batch.length = rows;
    bus.emit('batch', { batch, from: 0, to: rows, dueAtMs: 0 });
  }

  it('takes the first instrument that shows something, and gives its rows when they are enough', () => {
    const recorder = recorderOn(bus);
    expect([recorder.report(), recorder.take()]).toEqual([null, null]);
    show('B', ENOUGH_ROWS - 1, 1);
    show('C', 5, 1);
    expect(recorder.report()).toMatchObject({ symbol: 'B', rows: ENOUGH_ROWS - 1, seconds: ENOUGH_ROWS - 2 });
    expect(recorder.take()).toBeNull();
    show('B', 1, 1);
    expect(recorder.take()).toMatchObject({ symbol: 'B' });
    expect(recorder.take()).toBeNull();
    show('B', 1, 1);
    expect(recorder.take()?.rows).toHaveLength((ENOUGH_ROWS + 1) * ROW_STRIDE);
  });

  it('goes round the instruments, past those that show nothing', () => {
    const recorder = recorderOn(bus);
    show('A', 1, 1);
    recorder.moveOn();
    expect(recorder.report()).toMatchObject({ symbol: 'B', rows: 0 });
    show('C', 3, 1);
    expect([recorder.take(), recorder.report()?.symbol]).toEqual([null, 'C']);
    show('C', 3, 1);
    expect(recorder.report()?.rows).toBe(3);
    recorder.moveOn();
    expect(recorder.report()?.symbol).toBe('A');
  });

  it('stays with the only instrument there is, and keeps its rows', () => {
    const recorder = recorderOn(bus);
    const one = new SymbolTable(['A']);
    show('A', 5, 1, one);
    recorder.moveOn();
    show('A', 2, 1, one);
    expect(recorder.report()).toMatchObject({ symbol: 'A', rows: 7 });
  });

  it('leaves an instrument that is too slow after an hour of its time', () => {
    const recorder = recorderOn(bus);
    show('A', 60, 60);
    expect([recorder.take(), recorder.report()?.symbol]).toEqual([null, 'A']);
    show('A', 1, 60);
    expect([recorder.take(), recorder.report()?.symbol]).toEqual([null, 'B']);
  });

  it('leaves an instrument whose rows are too many for CANARY_ROWS', () => {
    const recorder = recorderOn(bus);
    show('A', 999, 0.01);
    expect([recorder.take(), recorder.report()?.symbol]).toEqual([null, 'A']);
    show('A', 1, 0.01);
    expect([recorder.take(), recorder.report()?.symbol]).toEqual([null, 'B']);
  });

  it('begins anew after a jump of the stream', () => {
    const recorder = recorderOn(bus);
    show('A', 10, 1);
    bus.emit('stream_reset', { reason: 'seek' });
    expect(recorder.report()).toMatchObject({ symbol: 'A', rows: 0 });
  });

  it('records nothing with canaries switched off', () => {
    const recorder = recorderOn(bus, { CANARY_INTERVAL_SECONDS: '0' });
    show('A', ENOUGH_ROWS, 1);
    recorder.moveOn();
    expect([recorder.report(), recorder.take()]).toEqual([null, null]);
  });
});
