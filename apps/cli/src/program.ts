import { Command } from 'commander';
import { type CliContext } from './cli-context.js';
import { addAuditCommand } from './commands/audit.command.js';
import { addConvertCommand } from './commands/convert.command.js';
import { addDetectorsCommand } from './commands/detectors.command.js';
import { addExportCommand } from './commands/export.command.js';
import { addLoadCommand } from './commands/load.command.js';
import { addEvaluateCommand } from './commands/evaluate.command.js';
import { addMigrateCommand } from './commands/migrate.command.js';
import { addRegimesCommand } from './commands/regimes.command.js';
import { addScanCommand } from './commands/scan.command.js';
import { addSimulateCommand } from './commands/simulate.command.js';
import { addTuneCommand } from './commands/tune.command.js';
import { addVerifyCommand } from './commands/verify.command.js';
import { packageVersion } from './package-version.js';

const EXIT_CODES = `
Exit codes:
  0    fine
  1    a file or the database cannot be used, or a check fails: the message says what and why
  2    wrong usage: the message names the argument and what is allowed
  70   a defect of genesis itself
  130  interrupted; output files are whole up to that point

Examples:
  $ genesis scan book.csv.gz --out alerts.jsonl --report report.html
  $ genesis convert AAPL_2012-06-21_34200000_37800000_message_10.csv.gz book.csv.gz
  $ genesis simulate demo.csv --labels demo.labels.jsonl --seed 7 --minutes 10 --symbols 2
  $ genesis detectors --profile seed

"genesis help <command>" has the options and examples of each.`;

/** The whole command line; every subcommand inherits the output and the exit behaviour set here. */
export function createProgram(context: CliContext): Command {
  const program = new Command('genesis')
    .description('Watches limit order books for market abuse.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .exitOverride()
    .configureOutput({ writeOut: context.stdout, writeErr: context.stderr })
    .showSuggestionAfterError()
    .addHelpText('after', EXIT_CODES);
  addScanCommand(program, context);
  addConvertCommand(program, context);
  addSimulateCommand(program, context);
  addDetectorsCommand(program, context);
  addEvaluateCommand(program, context);
  addTuneCommand(program, context);
  addRegimesCommand(program, context);
  addLoadCommand(program, context);
  addExportCommand(program, context);
  addMigrateCommand(program, context);
  addVerifyCommand(program, context);
  addAuditCommand(program, context);
  return program;
}
