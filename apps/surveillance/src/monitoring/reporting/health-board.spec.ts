import { type HealthIssue } from '@genesis/contracts';
import { HealthBoard } from './health-board.js';

describe('HealthBoard', () => {
  const blind: HealthIssue = {
    code: 'DETECTOR_BLIND',
    severity: 'degraded',
    message: 'SPOOFING saw nothing',
  };

  it('tells what is wrong at the moment it is asked', () => {
    const board = new HealthBoard();
    let wrong: HealthIssue | null = null;
    board.addIssueCheck(() => null);
    board.addIssueCheck(() => wrong);
    expect(board.issues()).toEqual([]);
    wrong = blind;
    expect(board.issues()).toEqual([blind]);
  });

  it('tells how each part is', () => {
    const board = new HealthBoard();
    board.addReadinessCheck('worker', () => ({ ready: false, details: { restarts: 3 } }));
    board.addReadinessCheck('spool', () => ({ ready: true, details: {} }));
    expect([...board.readiness()]).toEqual([
      ['worker', { ready: false, details: { restarts: 3 } }],
      ['spool', { ready: true, details: {} }],
    ]);
  });

  it('refuses a second part of the same name', () => {
    const board = new HealthBoard();
    const check = () => ({ ready: true, details: {} });
    board.addReadinessCheck('worker', check);
    expect(() => board.addReadinessCheck('worker', check)).toThrow(
      'two parts are named worker in /health/ready',
    );
  });
});
