import { type CanaryFinding, type CanaryOutcome, type CanaryRun } from '@genesis/contracts';
import { parseSettings } from '../config/parse-settings.js';
import { CanaryBoard } from './canary-board.js';

const RUN: CanaryRun = {
  at: 1000,
  symbol: 'ACME',
  rows: 2000,
  configuration: '0123456789abcdef',
  duration_ms: 700,
  failure: null,
};

function finding(outcome: CanaryOutcome): CanaryFinding {
  return { type: 'SPOOFING', outcome, reason: `it was ${outcome}`, episodes: 1, delay_seconds: null };
}

function boardAfter(...outcomes: readonly CanaryOutcome[]): CanaryBoard {
  const board = new CanaryBoard(parseSettings({ CANARY_MISSES: '3' }));
  outcomes.forEach((outcome, run) => board.note({ ...RUN, at: 1000 + run }, [finding(outcome)]));
  return board;
}

describe('the board of canaries', () => {
  it.each<[readonly CanaryOutcome[], number, boolean]>([
    [['SEEN'], 0, false],
    [['MISSED', 'MISSED'], 2, false],
    [['MISSED', 'MISSED', 'MISSED'], 3, true],
    [['MISSED', 'MISSED', 'SEEN', 'MISSED'], 1, false],
    [['MISSED', 'UNCLEAR', 'WAITING', 'MISSED', 'MISSED'], 3, true],
    [['MISSED', 'MISSED', 'MISSED', 'UNCLEAR'], 3, true],
    [['MISSED', 'MISSED', 'MISSED', 'NOT_OBSERVABLE'], 0, false],
    [['MISSED', 'MISSED', 'MISSED', 'SEEN'], 0, false],
  ])('after %j: %p misses, blind: %p', (outcomes, misses, blind) => {
    const board = boardAfter(...outcomes);
    expect(board.canaries()).toMatchObject([{ misses, blind, outcome: outcomes.at(-1) }]);
    expect(board.blindness()?.code).toBe(blind ? 'DETECTOR_BLIND' : undefined);
  });

  it('names the blind detectors and why', () => {
    expect(boardAfter('MISSED', 'MISSED', 'MISSED').blindness()).toEqual({
      code: 'DETECTOR_BLIND',
      severity: 'degraded',
      message: 'SPOOFING missed 3 canaries in a row: it was MISSED (CANARY_MISSES=3)',
    });
  });

  it('remembers when a detector last saw something, and counts', () => {
    const board = boardAfter('SEEN', 'MISSED', 'MISSED');
    expect(board.canaries()).toMatchObject([{ seen_at: 1000, run_at: 1002, symbol: 'ACME' }]);
    expect([...(board.counts().get('SPOOFING') ?? [])]).toEqual([
      ['SEEN', 1],
      ['MISSED', 2],
    ]);
  });

  it('says that canaries could not be laid, until they can', () => {
    const board = boardAfter('SEEN');
    expect(board.failure()).toBeNull();
    board.note({ ...RUN, at: 2000, failure: 'no answer within 120 s' }, []);
    expect(board.failure()).toEqual({
      code: 'CANARY_FAILING',
      severity: 'degraded',
      message: 'the detectors could not be tried: no answer within 120 s',
    });
    expect(board.canaries()).toMatchObject([{ outcome: 'SEEN', run_at: 1000 }]);
    board.note({ ...RUN, at: 3000 }, [finding('SEEN')]);
    expect(board.failure()).toBeNull();
  });
});
