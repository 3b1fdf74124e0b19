import { readFileSync } from 'node:fs';

const FLAG = /--max-inlined-bytecode-size-cumulative=\d+/;
const read = (path: string): string => readFileSync(path, 'utf8');

describe("the compiler's budget", () => {
  it('is taken up by the service and the command line before their program', () => {
    for (const path of ['scripts/start.mjs', 'apps/cli/bin/genesis.js']) {
      expect(/^import '(.*)';$/m.exec(read(path))?.[1]).toMatch(/\/compiler-budget\.mjs$/);
      expect(read(path).indexOf('compiler-budget')).toBeLessThan(read(path).indexOf('dist/'));
    }
  });

  it('is the same in the image and in the benches, which start node with it', () => {
    const budget = FLAG.exec(read('scripts/compiler-budget.mjs'))?.[0];
    expect(budget).toBeDefined();
    for (const path of ['Dockerfile', 'test/bench/running/run-bench.ts']) {
      expect(FLAG.exec(read(path))?.[0]).toBe(budget);
    }
  });
});
