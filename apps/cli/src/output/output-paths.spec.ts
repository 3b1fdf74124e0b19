import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { checkOutputPaths } from './output-paths.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'genesis-paths-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('checkOutputPaths', () => {
  it('lets different files pass', () => {
    const outputs = ['a', 'b', 'c'].map((name) => ({ argument: `--${name}`, path: join(folder, name) }));
    expect(() => checkOutputPaths([join(folder, 'in.csv')], outputs)).not.toThrow();
  });

  it('refuses an output that is an input, under whatever name', () => {
    const input = join(folder, 'in.csv');
    const link = join(folder, 'link.csv');
    writeFileSync(input, '');
    symlinkSync(input, link);
    for (const path of [input, relative('.', input), link]) {
      expect(() => checkOutputPaths([input], [{ argument: '--out', path }])).toThrow(
        `--out ${path}: would overwrite the input ${input}`,
      );
    }
  });

  it('refuses two outputs of one name', () => {
    const path = join(folder, 'x.jsonl');
    const outputs = [
      { argument: '--out', path },
      { argument: '--anomalies', path },
    ];
    expect(() => checkOutputPaths([], outputs)).toThrow(`--anomalies ${path}: would overwrite --out ${path}`);
  });

  it('refuses an output whose unfinished file is an input', () => {
    const input = join(folder, 'a.csv.part');
    writeFileSync(input, '');
    expect(() => checkOutputPaths([input], [{ argument: 'OUT', path: join(folder, 'a.csv') }])).toThrow(
      'would overwrite the input',
    );
  });
});
