import { loadEnvironmentFile } from '@genesis/settings';
import { type CliContext } from './cli-context.js';
import { runCli } from './run-cli.js';

const interruption = new AbortController();
// Once each: a second Ctrl-C ends the process at once.
process.once('SIGINT', () => interruption.abort());
process.once('SIGTERM', () => interruption.abort());

// A reader that has seen enough (`genesis detectors | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const context: CliContext = {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  terminal: process.stderr.isTTY ? process.stderr : null,
  signal: interruption.signal,
  environment: () => {
    loadEnvironmentFile();
    return process.env;
  },
  now: () => performance.now(),
};

process.exitCode = await runCli(process.argv.slice(2), context);
