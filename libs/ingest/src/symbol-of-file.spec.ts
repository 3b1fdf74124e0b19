import { symbolOfFile } from './symbol-of-file.js';

describe('symbolOfFile', () => {
  it.each([
    ['BTCUSD_PERP_2024-08-08.csv.gz', 'BTCUSD_PERP'],
    ['BRK.B_2024-01-02.csv', 'BRK.B'],
    ['aapl.csv', 'aapl'],
    ['.csv', 'DEFAULT'],
    ['my book (2).csv', 'my_book__2_'],
    ['a\u001b[31m.csv', 'a__31m'],
    [`${'x'.repeat(40)}.csv`, 'x'.repeat(32)],
  ])('takes %j for %s', (name, symbol) => {
    expect(symbolOfFile(name)).toBe(symbol);
  });
});
