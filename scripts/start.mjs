import { ensureBuilt } from './ensure-built.mjs';

// One process from npm down to the service: a shell in between would not pass SIGTERM on.
try {
  await ensureBuilt();
} catch (error) {
  process.stderr.write(`genesis: ${error.message}\n`);
  process.exit(1);
}
await import('../dist/apps/surveillance/src/main.js');
