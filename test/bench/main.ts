import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { BENCHES, benchNamed } from './benches.js';
import { type BaselineEntry, baselineOf, fallsFrom } from './running/baseline.js';
import { benchOptions, type BenchOptions } from './running/bench-options.js';
import { fallLine, figureLine, figureTable } from './running/figure-text.js';
import { type Figure } from './running/figure.js';
import { writeTable } from './running/performance-doc.js';
import { projectRoot } from './running/project-root.js';
import { runBench } from './running/run-bench.js';

const options = benchOptions(process.argv.slice(2));
const baselineFile = join(projectRoot(), 'test', 'bench', 'baseline.json');
const names = options.names.length > 0 ? options.names : BENCHES.map(({ name }) => name);
const entries = names.map(benchNamed);
const figures: Figure[] = [];
for (const { name, about } of entries) {
  tell(`${name}: ${about}`);
  await runBench(name, options.quick, (figure) => {
    figures.push(figure);
    process.stdout.write(`${options.json ? JSON.stringify(figure) : figureLine(figure)}\n`);
  });
}
conclude(options);

function conclude({ check, setBaseline, write }: BenchOptions): void {
  if (check) reportFalls(JSON.parse(readFileSync(baselineFile, 'utf8')) as BaselineEntry[]);
  if (setBaseline) writeFileSync(baselineFile, `${JSON.stringify(baselineOf(figures), null, 2)}\n`);
  if (write)
    writeTable(join(projectRoot(), 'docs', 'PERFORMANCE.md'), `${machine()}\n\n${figureTable(figures)}`);
}

/** Falls are told and end nothing: a busy machine is no reason to stop a build. */
function reportFalls(baseline: readonly BaselineEntry[]): void {
  const falls = fallsFrom(baseline, figures);
  if (falls.length === 0) tell('No ratio fell beyond the noise.');
  else tell(`Ratios that fell beyond the noise:\n${falls.map(fallLine).join('\n')}`);
}

function machine(): string {
  const date = new Date().toISOString().slice(0, 10);
  return `${cpus().length} cores, Node ${process.versions.node.split('.')[0]}, ${process.platform}, ${date}.`;
}

/** With --json, stdout is for figures alone. */
function tell(text: string): void {
  (options.json ? process.stderr : process.stdout).write(`${text}\n`);
}
