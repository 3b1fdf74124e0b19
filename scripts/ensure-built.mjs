import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withBuildLock } from './build-lock.mjs';
import { sourceFingerprint } from './source-fingerprint.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'dist', '.built-from');
const lockFile = join(root, 'node_modules', '.cache', 'genesis-build.lock');

/**
 * Builds when `dist` is missing or not what the sources would give; says so on stderr, so that stdout stays
 * the program's own. In an installation without the compiler a present `dist` is taken as it is.
 * @throws Error when the build fails
 */
export async function ensureBuilt({ always = false } = {}) {
  if (!always && isCurrent()) return;
  if (!compilerInstalled()) {
    if (existsSync(join(root, 'dist'))) return;
    throw new Error('dist is missing and the compiler is not installed: run "npm ci", then try again');
  }
  await withBuildLock(lockFile, async () => {
    // Another process may have built while this one waited.
    if (always || !isCurrent()) await build();
  });
}

function isCurrent() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceFingerprint(root);
}

function compilerInstalled() {
  return existsSync(join(root, 'node_modules', '@nestjs', 'cli')) && existsSync(join(root, 'nest-cli.json'));
}

async function build() {
  process.stderr.write('Building Genesis …\n');
  const builtFrom = sourceFingerprint(root);
  const nest = createRequire(import.meta.url).resolve('@nestjs/cli/bin/nest.js');
  const child = spawn(process.execPath, [nest, 'build'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.pipe(process.stderr, { end: false });
  child.stderr.pipe(process.stderr, { end: false });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`the build failed (nest build ended with ${code})`);
  writeFileSync(stampFile, builtFrom);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await ensureBuilt({ always: process.argv.includes('--always') });
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
