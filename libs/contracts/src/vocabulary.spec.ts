import * as contracts from './index.js';

describe('the wire vocabulary', () => {
  const lists = Object.entries<unknown>(contracts).filter((entry): entry is [string, readonly string[]] =>
    Array.isArray(entry[1]),
  );

  it.each(lists)('%s holds each name once', (_name, values) => {
    expect(values.length).toBeGreaterThan(0);
    expect(new Set(values).size).toBe(values.length);
  });

  it('orders severities from harmless to grave, as escalation counts on', () => {
    expect(contracts.SEVERITIES).toEqual(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']);
  });

  it('starts regimes with CALM, which index 0 of a fresh result means', () => {
    expect(contracts.REGIMES[0]).toBe('CALM');
  });

  it('has each anomaly code on one of six levels', () => {
    const codes = Object.values(contracts.ANOMALY_CODES).flat();
    expect(Object.keys(contracts.ANOMALY_CODES)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('fits quality flags into the 16 bits of a batch result', () => {
    expect(contracts.QUALITY_FLAGS.length).toBeLessThanOrEqual(16);
  });

  it('offers rooms of one symbol only for kinds of rooms that exist', () => {
    expect(contracts.ROOM_KINDS).toEqual(expect.arrayContaining([...contracts.ROOM_KINDS_WITH_SYMBOL]));
  });
});
