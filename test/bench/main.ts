import { parseArgs } from 'node:util';
import { BENCHES, benchNamed } from './benches.js';
import { type Figure } from './running/figure.js';
import { runBench } from './running/run-bench.js';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
});

const figures: Figure[] = [];
for (const name of positionals.length === 0 ? BENCHES.map((bench) => bench.name) : positionals) {
  const { about } = benchNamed(name);
  if (!options.json) process.stdout.write(`\n${name}: ${about}\n`);
  await runBench(name, options.quick, (figure) => {
    figures.push(figure);
    process.stdout.write(options.json ? `${JSON.stringify(figure)}\n` : `${JSON.stringify(figure)}\n`);
  });
}
