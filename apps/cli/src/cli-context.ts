import { type Environment } from '@genesis/settings';

/** What a command may touch of the process it runs in. */
export interface CliContext {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Where a progress bar is drawn; null where nobody watches. */
  readonly terminal: NodeJS.WriteStream | null;
  /** Aborted by Ctrl-C: commands finish what they have begun and stop. */
  readonly signal: AbortSignal;
  /** The settings of the process and of `.env`, which is read by the commands that look at them. */
  readonly environment: () => Environment;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}
