import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { BENCHES, benchNamed } from './benches.js';
import { type Baseline, baselineOf, fallsFrom } from './running/baseline.js';
import { benchOptions, type BenchOptions } from './running/bench-options.js';
import { fallLine, figureLine, figureTable } from './running/figure-text.js';
import { type Figure } from './running/figure.js';
import { mergeTable } from './running/merge-table.js';
import { changeTable } from './running/performance-doc.js';
import { projectRoot } from './running/project-root.js';
import { runBench } from './running/run-bench.js';

const options = benchOptions(process.argv.slice(2));
const baselineFile = join(projectRoot(), 'test', 'bench', 'baseline.json');
const names = options.names.length > 0 ? options.names : BENCHES.map(({ name }) => name);
const entries = names.map(benchNamed);
const figures: Figure[] = [];
for (const entry of entries) {
  tell(`${entry.name}: ${entry.about}`);
  try {
    await runBench(entry, options.quick, keep);
  } catch (error) {
    // The others are worth having all the same.
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  }
}
conclude(options);

function conclude({ check, setBaseline, write, quick }: BenchOptions): void {
  const baseline = JSON.parse(readFileSync(baselineFile, 'utf8')) as Baseline;
  const mode = quick ? 'quick' : 'full';
  if (check) reportFalls(baseline[mode]);
  if (setBaseline) {
    const others = baseline[mode].filter(({ bench }) => !names.includes(bench));
    const next = { ...baseline, [mode]: [...others, ...baselineOf(figures)] };
    writeFileSync(baselineFile, `${JSON.stringify(next, null, 2)}\n`);
  }
  if (write) changeTable(join(projectRoot(), 'docs', 'PERFORMANCE.md'), tableWith);
}

/** Rows of benches that did not run stay. */
function tableWith(before: string): string {
  const known = BENCHES.map(({ name }) => name);
  return `${machine()}\n\n${mergeTable(before, figureTable(figures), known)}`;
}

function keep(figure: Figure): void {
  figures.push(figure);
  process.stdout.write(`${options.json ? JSON.stringify(figure) : figureLine(figure)}\n`);
}

/** Falls are told and end nothing: a busy machine is no reason to stop a build. */
function reportFalls(baseline: Baseline['full']): void {
  const known = baselineOf(figures).filter(({ bench, metric }) =>
    baseline.some((entry) => entry.bench === bench && entry.metric === metric),
  );
  const falls = fallsFrom(baseline, figures);
  tell(`${known.length} figures compared with the baseline, ${falls.length} fell beyond the noise`);
  for (const fall of falls) tell(fallLine(fall));
}

function machine(): string {
  const date = new Date().toISOString().slice(0, 10);
  return `${cpus().length} cores, Node ${process.versions.node.split('.')[0]}, ${process.platform}, ${date}.`;
}

/** With --json, stdout is for figures alone. */
function tell(text: string): void {
  (options.json ? process.stderr : process.stdout).write(`${text}\n`);
}
