#!/usr/bin/env node
import '../../../scripts/compiler-budget.mjs';
import { ensureBuilt } from '../../../scripts/ensure-built.mjs';

try {
  await ensureBuilt();
} catch (error) {
  process.stderr.write(`genesis: ${error.message}\n`);
  process.exit(70);
}
await import('../../../dist/apps/cli/src/main.js');
