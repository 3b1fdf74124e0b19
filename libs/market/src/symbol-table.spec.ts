import fc from 'fast-check';
import { SymbolTable } from './symbol-table.js';

describe('SymbolTable', () => {
  it('gives each symbol the next index, once', () => {
    const table = new SymbolTable(['AAPL', 'MSFT', 'AAPL']);
    expect(table.size).toBe(2);
    expect(table.add('MSFT')).toBe(1);
    expect(table.add('BTCUSD')).toBe(2);
    expect(table.all()).toEqual(['AAPL', 'MSFT', 'BTCUSD']);
  });

  it('knows what was never added', () => {
    const table = new SymbolTable(['AAPL']);
    expect(table.indexOf('MSFT')).toBe(-1);
    expect(() => table.symbolAt(1)).toThrow(new RangeError('no symbol has index 1; 1 are known'));
    expect(() => table.symbolAt(-1)).toThrow(RangeError);
  });

  it('takes names that objects would stumble over', () => {
    const table = new SymbolTable(['__proto__', 'constructor', '']);
    expect(['__proto__', 'constructor', ''].map((symbol) => table.indexOf(symbol))).toEqual([0, 1, 2]);
  });

  it('never changes what an index means', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (symbols) => {
        const table = new SymbolTable();
        const indices = symbols.map((symbol) => table.add(symbol));
        expect(indices.map((index) => table.symbolAt(index))).toEqual(symbols);
        expect(symbols.map((symbol) => table.indexOf(symbol))).toEqual(indices);
        expect(table.size).toBe(new Set(symbols).size);
      }),
      { seed: 1 },
    );
  });
});
