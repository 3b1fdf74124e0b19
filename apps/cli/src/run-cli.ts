import { UnusableInputError } from '@genesis/ingest';
import { EnvironmentFileError, SettingsError } from '@genesis/settings';
import { CopyFormatError, DatabaseAwayError, EmbeddedServerError, LoadRefusedError } from '@genesis/storage';
import { CommanderError } from 'commander';
import { type CliContext } from './cli-context.js';
import { EXIT_DEFECT, EXIT_FINE, EXIT_INTERRUPTED, EXIT_UNUSABLE, EXIT_USAGE } from './exit-codes.js';
import { FailedCheckError } from './failed-check.error.js';
import { UnusableOutputError } from './output/unusable-output.error.js';
import { createProgram } from './program.js';
import { UsageError } from './usage.error.js';

const USAGE_ERRORS = [UsageError, SettingsError, EnvironmentFileError];
const UNUSABLE_ERRORS = [
  UnusableInputError,
  UnusableOutputError,
  DatabaseAwayError,
  EmbeddedServerError,
  LoadRefusedError,
  CopyFormatError,
  FailedCheckError,
];

/** Runs the command named by the arguments (without node and script) and returns the exit code. */
export async function runCli(args: readonly string[], context: CliContext): Promise<number> {
  try {
    await createProgram(context).parseAsync(args, { from: 'user' });
    return context.signal.aborted ? EXIT_INTERRUPTED : EXIT_FINE;
  } catch (error) {
    return reportFailure(error, context);
  }
}

function reportFailure(error: unknown, { stderr }: CliContext): number {
  if (error instanceof CommanderError) {
    // Commander has printed its message; help and version are thrown too, with exit code 0.
    return error.exitCode === 0 ? EXIT_FINE : EXIT_USAGE;
  }
  if (USAGE_ERRORS.some((kind) => error instanceof kind)) {
    stderr(`error: ${(error as Error).message}\n`);
    return EXIT_USAGE;
  }
  if (UNUSABLE_ERRORS.some((kind) => error instanceof kind)) {
    stderr(`error: ${(error as Error).message}\n`);
    return EXIT_UNUSABLE;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr(`genesis failed; this is a defect, please report it with the lines below\n${text}\n`);
  return EXIT_DEFECT;
}
