import { type CliContext } from '../../apps/cli/src/cli-context.js';
import { runCli } from '../../apps/cli/src/run-cli.js';

export interface CliOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of `genesis` in this process: nobody watches, nothing is set, and the clock stands, unless `parts` says so. */
export async function runGenesis(
  args: readonly string[],
  parts: Partial<CliContext> = {},
): Promise<CliOutcome> {
  const texts = { stdout: '', stderr: '' };
  const code = await runCli(args, {
    stdout: (text) => void (texts.stdout += text),
    stderr: (text) => void (texts.stderr += text),
    terminal: null,
    signal: new AbortController().signal,
    environment: () => ({}),
    now: () => 0,
    ...parts,
  });
  return { code, ...texts };
}
