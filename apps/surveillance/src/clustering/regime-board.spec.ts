import { type RegimeChange } from '@genesis/contracts';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { SNAPSHOT_EXAMPLE } from '../analytics/examples.js';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { RegimeBoard } from './regime-board.js';

describe('RegimeBoard', () => {
  const bus = new SurveillanceBus(new EventEmitter2());
  const board = new RegimeBoard(bus);
  const changes: RegimeChange[] = [];
  board.onModuleInit();
  bus.on('regime', 'test', (change) => changes.push(change));
  const show = (symbol: string, timestamp: number, market_regime: 'CALM' | 'STRESSED'): void =>
    bus.emit('snapshots', {
      snapshots: [{ ...SNAPSHOT_EXAMPLE, symbol, timestamp, sequence: 10 * timestamp, market_regime }],
      dueAtMs: 0,
    });

  beforeEach(() => {
    changes.length = 0;
    bus.emit('stream_reset', { reason: 'test' });
  });

  it('remembers the stays of each instrument', () => {
    show('A', 1, 'CALM');
    show('A', 2, 'CALM');
    show('B', 3, 'STRESSED');
    expect(board.regimeOf('A')).toEqual({ regime: 'CALM', since: 1 });
    show('A', 4, 'STRESSED');
    expect(board.regimeOf('A')).toEqual({ regime: 'STRESSED', since: 4 });
    expect(board.staysOf('A')).toEqual([
      { regime: 'CALM', from: 1, to: 4, from_sequence: 10 },
      { regime: 'STRESSED', from: 4, to: null, from_sequence: 40 },
    ]);
    expect(board.symbols()).toEqual(['A', 'B']);
    bus.emit('stream_reset', { reason: 'seek' });
    expect(board.regimeOf('A')).toBeUndefined();
    expect(board.staysOf('A')).toBeUndefined();
  });

  it('tells each change once', () => {
    for (const [at, regime] of [
      [1, 'CALM'],
      [2, 'CALM'],
      [3, 'STRESSED'],
      [4, 'STRESSED'],
      [5, 'CALM'],
    ] as const)
      show('A', at, regime);
    expect(changes.map(({ regime, previous, sequence }) => [regime, previous, sequence])).toEqual([
      ['CALM', null, 10],
      ['STRESSED', 'CALM', 30],
      ['CALM', 'STRESSED', 50],
    ]);
  });

  it('keeps the newest thousand', () => {
    for (let at = 1; at <= 1_200; at++) show('A', at, at % 2 === 0 ? 'CALM' : 'STRESSED');
    expect(board.staysOf('A')).toHaveLength(1_000);
    expect(board.staysOf('A')?.[0].from).toBe(201);
  });
});
