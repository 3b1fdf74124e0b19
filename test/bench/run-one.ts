import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchNamed } from './benches.js';
import { figureOf } from './running/figure.js';
import { projectRoot } from './running/project-root.js';

/** The process of one bench: its figures go to stdout, one JSON line each. */
const [name, mode] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), `genesis-bench-${name}-`));
try {
  const run = await benchNamed(name).load();
  await run({
    quick: mode === 'quick',
    folder,
    root: projectRoot(),
    report: (metric, unit, samples) => {
      process.stdout.write(`${JSON.stringify(figureOf(name, metric, unit, samples))}\n`);
    },
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
