import { PROFILES, type ProfileName } from '@genesis/contracts';
import { createProfile, type DetectionProfile, type ProfileOverrides } from '@genesis/detection';
import {
  ABLATIONS,
  evaluateMaterial,
  type Material,
  prepareMaterial,
  withAblation,
} from '@genesis/evaluation';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { type CliContext } from '../cli-context.js';
import { ablationTable, type AblationStep } from '../evaluation/ablation-table.js';
import { evaluationTable } from '../evaluation/evaluation-table.js';
import { renderEvaluation } from '../evaluation/render-evaluation.js';
import {
  addMaterialOptions,
  changedSettings,
  materialRequest,
  type MaterialOptions,
  materialText,
} from '../evaluation/material-options.js';
import { type EvaluationRecord } from '../evaluation/evaluation-record.js';
import { OutputFile } from '../output/output-file.js';
import { checkOutputPaths, type NamedOutput } from '../output/output-paths.js';
import { packageVersion } from '../package-version.js';
import { filesRead } from '../report/files-read.js';
import { describeInputs } from '../report/input-files.js';
import { UsageError } from '../usage.error.js';

const EXAMPLES = `
Episodes of every type at three difficulties, and honest activity that looks like them, are laid over the rows of the
file, scaled to what this instrument does by itself; the profile's alerts are judged against them, and its alerts on
the untouched rows are counted. The same seed gives the same figures. --overrides and --set change the calibrated profile
alone.

Examples:
  $ genesis evaluate AAPL_2012-06-21.csv.gz --compare seed,calibrated --html evaluation.html
  $ genesis evaluate --simulate --minutes 60 --seed 7 --json evaluation.json
  $ genesis evaluate book.bench.csv.gz --labels book.labels.jsonl
  $ genesis evaluate book.csv --set SPOOFING.minMeans=2.5 --ablate`;

interface EvaluateOptions extends MaterialOptions {
  readonly profile?: ProfileName;
  readonly compare?: readonly ProfileName[];
  readonly ablate?: true;
  readonly json?: string;
  readonly html?: string;
}

/** `genesis evaluate`: recall, precision and false alerts of a profile on a book of the user's choice. */
export function addEvaluateCommand(program: Command, context: CliContext): void {
  const command = program
    .command('evaluate')
    .description(
      'Measure a detection profile: recall, precision, delay, false alerts, on any book or a simulated one.',
    )
    .argument('[file]', 'order book file, plain or gzip')
    .addOption(new Option('--profile <name>', 'detection rules (default: calibrated)').choices(PROFILES))
    .addOption(
      new Option('--compare <names>', 'several profiles side by side')
        .argParser(profileNames)
        .conflicts('profile'),
    );
  addMaterialOptions(command)
    .option('--ablate', 'switch off each rule of the calibrated profile in turn')
    .option('--json <file>', 'write all figures as JSON')
    .option('--html <file>', 'write a self-contained HTML report with the curves')
    .addHelpText('after', EXAMPLES)
    .action((file: string | undefined, options: EvaluateOptions) => run(file, options, context));
}

async function run(file: string | undefined, options: EvaluateOptions, context: CliContext): Promise<void> {
  const profiles = profilesOf(options);
  checkOutputPaths(file === undefined ? [] : [file], namedOutputs(options));
  const request = await materialRequest(file, options);
  try {
    const material = await prepareMaterial(request);
    const record = await measure(material, profiles, file, options, context);
    context.stdout(evaluationTable(record.evaluation, record.source));
    if (record.ablations !== null) context.stdout(`\n${ablationTable(record.ablations)}\n`);
    if (options.json !== undefined) await write(options.json, `${JSON.stringify(record, null, 2)}\n`);
    if (options.html !== undefined) await write(options.html, renderEvaluation(record));
  } finally {
    await request.source.close();
  }
}

async function measure(
  material: Material,
  profiles: readonly DetectionProfile[],
  file: string | undefined,
  options: EvaluateOptions,
  { signal }: CliContext,
): Promise<EvaluationRecord> {
  const evaluation = await evaluateMaterial(material, { profiles, signal });
  const { format, trades, labels } = options;
  const inputs =
    file === undefined
      ? []
      : [...(await filesRead([file], { format, trades })), ...(labels === undefined ? [] : [labels])];
  const described = await describeInputs(inputs);
  return {
    source: described[0]?.name ?? 'simulated market',
    options: materialText(options),
    version: packageVersion(),
    inputs: described,
    interrupted: signal.aborted,
    evaluation,
    ablations: options.ablate
      ? await ablationSteps(material, changedSettings(options, 'calibrated'), signal)
      : null,
  };
}

async function ablationSteps(
  material: Material,
  overrides: ProfileOverrides,
  signal: AbortSignal,
): Promise<AblationStep[]> {
  const settings = [
    { rule: 'as it is', overrides },
    ...ABLATIONS.map((ablation) => ({ rule: ablation.rule, overrides: withAblation(overrides, ablation) })),
  ];
  const steps: AblationStep[] = [];
  for (const { rule, overrides: changed } of settings) {
    const { profiles } = await evaluateMaterial(material, {
      profiles: [createProfile('calibrated', changed)],
      signal,
    });
    for (const { score, untouched } of profiles) steps.push({ rule, score, untouched });
  }
  return steps;
}

/** @throws UsageError for changed settings that a profile does not take */
function profilesOf(options: EvaluateOptions): DetectionProfile[] {
  const { profile, compare } = options;
  const names = compare ?? [profile ?? 'calibrated'];
  try {
    return names.map((name) =>
      createProfile(name, compare !== undefined && name === 'seed' ? {} : changedSettings(options, name)),
    );
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

function namedOutputs({ json, html }: EvaluateOptions): NamedOutput[] {
  return [
    ...(json === undefined ? [] : [{ argument: '--json', path: json }]),
    ...(html === undefined ? [] : [{ argument: '--html', path: html }]),
  ];
}

async function write(path: string, text: string): Promise<void> {
  const file = await OutputFile.create(path);
  file.write(text);
  await file.complete();
}

function profileNames(text: string): ProfileName[] {
  const names = text.split(',') as ProfileName[];
  if (names.every((name) => PROFILES.includes(name)) && new Set(names).size === names.length) return names;
  throw new InvalidArgumentError(
    `Expected names from ${PROFILES.join(', ')}, separated by commas, each once.`,
  );
}
