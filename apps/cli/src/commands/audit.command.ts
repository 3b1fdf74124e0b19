import { readFile, writeFile } from 'node:fs/promises';
import { ChainVerifier, type BrokenLink, type ChainHead } from '@genesis/alerts';
import { unreadableFile } from '@genesis/ingest';
import { checkAlerts, readChainHead, readLinks, type Database } from '@genesis/storage';
import { type Command } from 'commander';
import { type CliContext } from '../cli-context.js';
import { FailedCheckError } from '../failed-check.error.js';
import { formatCount } from '../output/format.js';
import { refuseOverwriting } from '../output/output-paths.js';
import { asOutputError } from '../output/unusable-output.error.js';
import { UsageError } from '../usage.error.js';
import { addDatabaseOption, withDatabase, type DatabaseOptions } from './database-options.js';

const EXAMPLES = `
A head is the place and the hash of the newest event. Keep it where the database's administrators cannot reach it: against
it, verify also finds that the end of the chain was cut off, or the whole chain written anew.

Examples:
  $ genesis audit verify
  $ genesis audit head --out head.json
  $ genesis audit verify --head head.json`;

interface VerifyOptions extends DatabaseOptions {
  readonly head?: string;
}

interface HeadOptions extends DatabaseOptions {
  readonly out?: string;
  readonly force?: true;
}

/** `genesis audit`: is the record of what happened to alerts as it was written? */
export function addAuditCommand(program: Command, context: CliContext): void {
  const audit = program
    .command('audit')
    .description('Check the record of what happened to alerts, or export its head.')
    .addHelpText('after', EXAMPLES);
  const verify = audit
    .command('verify')
    .description('Walk the chain of alert events, compare the alerts with it, and name what is wrong first.')
    .option('--head <file>', 'a head that was exported before, which the chain must hold');
  addDatabaseOption(verify).action(async (options: VerifyOptions) => {
    const exported = options.head === undefined ? null : await readHeadFile(options.head);
    await withDatabase(options, context, (database) => verifyChain(database, exported, context));
  });
  const head = audit
    .command('head')
    .description('Print the head of the chain, for keeping elsewhere.')
    .option('--out <file>', 'write it to a file')
    .option('--force', 'overwrite the file if it exists');
  addDatabaseOption(head).action(async (options: HeadOptions) => {
    const { out, force } = options;
    // An older head is what later ones are checked against.
    if (out !== undefined) refuseOverwriting([{ argument: '--out', path: out }], force);
    await withDatabase(options, context, async (database) =>
      writeHead(await readChainHead(database), options, context),
    );
  });
}

async function verifyChain(
  database: Database,
  exported: ChainHead | null,
  context: CliContext,
): Promise<void> {
  const verifier = new ChainVerifier(exported);
  for await (const links of readLinks(database)) {
    if (context.signal.aborted || !links.every((link) => verifier.add(link))) break;
  }
  const { position, hash } = verifier.head;
  if (context.signal.aborted) return context.stdout(`interrupted; whole up to ${formatCount(position)}\n`);
  const broken = verifier.finish();
  if (broken !== null) throw new FailedCheckError(describe(broken));
  const against =
    exported === null ? '' : `, and holds the exported head at ${formatCount(exported.position)}`;
  context.stdout(`${formatCount(position)} events, the chain is whole${against}; head ${hash}\n`);
  await verifyAlerts(database, context);
}

/** The rows that people read, against the chain. */
async function verifyAlerts(database: Database, { signal, stdout }: CliContext): Promise<void> {
  const { alerts, stray } = await checkAlerts(database, signal);
  if (stray !== null)
    throw new FailedCheckError(`alert ${stray.id} is not as the chain tells: ${stray.defect}`);
  const howFar = signal.aborted ? 'interrupted; as the chain tells are' : 'as the chain tells:';
  stdout(`${howFar} ${formatCount(alerts)} alerts\n`);
}

function describe({ position, defect, message }: BrokenLink): string {
  return `the chain is broken at event ${position} (${defect}): ${message}`;
}

async function writeHead(head: ChainHead, { out }: HeadOptions, context: CliContext): Promise<void> {
  const text = `${JSON.stringify({ position: head.position, hash: head.hash })}\n`;
  if (out === undefined) return context.stdout(text);
  try {
    await writeFile(out, text);
  } catch (error) {
    throw asOutputError(out, error);
  }
}

/** @throws UsageError where the file is no head; UnusableInputError where it cannot be read */
async function readHeadFile(path: string): Promise<ChainHead> {
  const head = await parseHeadFile(path);
  const { position, hash } = (head ?? {}) as Partial<ChainHead>;
  const isHead =
    Number.isSafeInteger(position) && Number(position) >= 0 && /^[0-9a-f]{64}$/.test(String(hash));
  if (isHead) return { position: Number(position), hash: String(hash) };
  throw new UsageError(`--head ${path}: expected what genesis audit head wrote, {"position":…,"hash":"…"}`);
}

async function parseHeadFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unreadableFile(path, error);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--head ${path}: ${(error as Error).message}`);
  }
}
