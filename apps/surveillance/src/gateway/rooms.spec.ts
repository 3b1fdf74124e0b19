import { parseRoom } from './rooms.js';

const KNOWN = ['AAPL', 'BTC-USD:PERP'];

describe('parseRoom', () => {
  it.each(['snapshots', 'alerts', 'anomalies', 'regimes', 'metrics', 'replay'])('knows %s', (name) => {
    expect(parseRoom(name, [])).toEqual({ name, kind: name, symbol: null });
  });

  it('knows the rooms of one symbol, also with a colon in the symbol', () => {
    expect(parseRoom('alerts:AAPL', KNOWN)).toEqual({ name: 'alerts:AAPL', kind: 'alerts', symbol: 'AAPL' });
    expect(parseRoom('snapshots:BTC-USD:PERP', KNOWN).symbol).toBe('BTC-USD:PERP');
  });

  it.each(['', 'Snapshots', 'orders', 'orders:AAPL', 'metrics:AAPL', '__proto__', 'toString'])(
    'refuses %j and names what is allowed',
    (name) => {
      expect(() => parseRoom(name, KNOWN)).toThrow(
        `room: ${JSON.stringify(name)} does not exist; allowed: snapshots, snapshots:<SYMBOL>, alerts, ` +
          'alerts:<SYMBOL>, anomalies, regimes, regimes:<SYMBOL>, metrics, replay',
      );
    },
  );

  it.each([
    ['snapshots:XYZ', KNOWN, 'the unknown symbol "XYZ"; known: AAPL, BTC-USD:PERP'],
    ['alerts:', KNOWN, 'the unknown symbol ""; known: AAPL, BTC-USD:PERP'],
    ['snapshots:aapl', KNOWN, 'the unknown symbol "aapl"; known: AAPL, BTC-USD:PERP'],
    ['snapshots:XYZ', [], 'the unknown symbol "XYZ"; known: none yet'],
  ])('refuses %s and names the known symbols', (name, known, text) => {
    expect(() => parseRoom(name, known)).toThrow(text);
  });

  it('does not list thousands of symbols', () => {
    const many = Array.from({ length: 3000 }, (_, i) => `S${i}`);
    expect(() => parseRoom('snapshots:XYZ', many)).toThrow(/S49 and 2950 more$/);
  });

  it('cuts a name that is too long to show', () => {
    expect(() => parseRoom('x'.repeat(10_000), KNOWN)).toThrow(/^room: "x{79}… does not exist/);
  });
});
