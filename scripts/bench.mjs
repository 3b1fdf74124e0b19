import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';

// Runs test/bench on the sources as they are. Their types are stripped into a folder of its own, file by file and only
// where something changed: a second instead of a build, `dist` and whoever runs from it are left in peace, and each bench
// starts as quickly as the built program.

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'node_modules', '.cache', 'genesis-bench');
const SOURCES = ['libs', 'migrations', 'apps/cli', 'apps/surveillance', 'test/bench'];

const OPTIONS = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2023',
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

for (const source of SOURCES) for (const path of filesUnder(source)) strip(path);
copy('package.json');
process.env.GENESIS_BENCH_ROOT = root;
await import(pathToFileURL(join(target, 'test', 'bench', 'main.js')).href);

function filesUnder(path) {
  if (!statSync(join(root, path)).isDirectory()) return /(?<!\.spec)\.ts$/.test(path) ? [path] : [];
  return readdirSync(join(root, path)).flatMap((name) => filesUnder(`${path}/${name}`));
}

function strip(path) {
  const from = join(root, path);
  const to = join(target, path.replace(/\.ts$/, '.js'));
  if (isNewer(to, from)) return;
  const { code } = transformSync(readFileSync(from, 'utf8'), { ...OPTIONS, filename: from });
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(
    to,
    code.replace(/(["'])@genesis\/([a-z-]+)\1/g, (_, quote, lib) => quoted(quote, lib, path)),
  );
}

/** What tsconfig.json's `paths` say, as a path that Node finds. */
function quoted(quote, lib, path) {
  const index = lib === 'migrations' ? 'migrations/index.js' : `libs/${lib}/src/index.js`;
  return quote + relative(dirname(path), index).replace(/^(?!\.)/, './') + quote;
}

function copy(path) {
  writeFileSync(join(target, path), readFileSync(join(root, path)));
}

function isNewer(to, from) {
  return (statSync(to, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity) > statSync(from).mtimeMs;
}
