import './compiler-budget.mjs';
import { ensureBuilt } from './ensure-built.mjs';

// The same process builds and serves, and npm's shell gives way to it (`exec`): a shell in between would not
// pass SIGTERM on.
try {
  await ensureBuilt();
} catch (error) {
  process.stderr.write(`genesis: ${error.message}\n`);
  process.exit(1);
}
await import('../dist/apps/surveillance/src/main.js');
