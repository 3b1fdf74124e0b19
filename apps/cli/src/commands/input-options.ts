import { FORMAT_NAMES, type FormatName } from '@genesis/ingest';
import { Option, type Command } from 'commander';
import { UsageError } from '../usage.error.js';
import { symbolName } from './option-parsers.js';

/** How the files of a command are read, as the user says it. */
export interface InputOptions {
  readonly format?: FormatName;
  readonly symbol?: string;
}

/** Adds the options that every command with input files has. */
export function addInputOptions(command: Command): Command {
  const format = new Option('--format <name>', 'read the files as this format (default: recognised)');
  return command
    .addOption(format.choices(FORMAT_NAMES))
    .option('--symbol <symbol>', 'symbol of rows that name none (default: from the file name)', symbolName);
}

/** @throws UsageError for a file that no reader would take for a CSV */
export function checkCsvName(path: string): void {
  if (/\.csv(\.gz)?$/.test(path)) return;
  throw new UsageError(`OUT ${path}: expected a name that ends in .csv or .csv.gz`);
}
