import { mergeTable } from './merge-table.js';

const HEAD = ['| bench | what |', '| --- | --- |'];
const table = (...rows: string[]): string => [...HEAD, ...rows].join('\n');

describe('mergeTable', () => {
  it('replaces the rows of the benches that ran, keeps the others, in the order of the benches', () => {
    const before = `2 cores, some day.\n\n${table('| engine | old |', '| scan | old |', '| gone | old |', '| load | old |')}`;
    const after = table('| scan | p50 |', '| scan | p99 |');
    expect(mergeTable(before, after, ['engine', 'scan', 'load'])).toBe(
      table('| engine | old |', '| scan | p50 |', '| scan | p99 |', '| load | old |'),
    );
  });

  it('is the new table where there was none', () => {
    expect(mergeTable('', table('| scan | p50 |'), ['engine', 'scan'])).toBe(table('| scan | p50 |'));
  });
});
