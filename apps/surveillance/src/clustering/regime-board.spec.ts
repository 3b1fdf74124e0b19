import { EventEmitter2 } from '@nestjs/event-emitter';
import { SNAPSHOT_EXAMPLE } from '../analytics/examples.js';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { RegimeBoard } from './regime-board.js';

describe('RegimeBoard', () => {
  it('remembers since when each instrument is in its regime', () => {
    const bus = new SurveillanceBus(new EventEmitter2());
    const board = new RegimeBoard(bus);
    board.onModuleInit();
    const show = (symbol: string, timestamp: number, market_regime: 'CALM' | 'STRESSED'): void =>
      bus.emit('snapshots', {
        snapshots: [{ ...SNAPSHOT_EXAMPLE, symbol, timestamp, market_regime }],
        dueAtMs: 0,
      });
    show('A', 1, 'CALM');
    show('A', 2, 'CALM');
    show('B', 3, 'STRESSED');
    expect(board.regimeOf('A')).toEqual({ regime: 'CALM', since: 1 });
    show('A', 4, 'STRESSED');
    expect(board.regimeOf('A')).toEqual({ regime: 'STRESSED', since: 4 });
    expect(board.regimeOf('B')).toEqual({ regime: 'STRESSED', since: 3 });
    bus.emit('stream_reset', { reason: 'seek' });
    expect(board.regimeOf('A')).toBeUndefined();
  });
});
