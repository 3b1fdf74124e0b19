import { execFileSync, type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventually } from '../e2e/eventually.js';

const ROOT = join(__dirname, '..', '..');

/** Builds what is not built yet, as every start of `genesis` does. */
export function ensureBuilt(): void {
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'ensure-built.mjs')], { stdio: 'pipe' });
}

/** Path of a program as it was built. */
export function builtProgram(app: 'cli' | 'surveillance'): string {
  return join(ROOT, 'dist', 'apps', app, 'src', 'main.js');
}

/** The built service as a process of its own, which can be killed at any moment. */
export class ServiceProcess {
  log = '';
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;

  /** @param cwd a folder without a `.env` */
  constructor(environment: Record<string, string>, cwd: string) {
    this.#child = spawn(process.execPath, [builtProgram('surveillance')], {
      cwd,
      env: { PATH: process.env.PATH, NO_COLOR: '1', PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#ended = once(this.#child, 'exit');
    const note = (chunk: Buffer): void => void (this.log += chunk.toString());
    this.#child.stdout?.on('data', note);
    this.#child.stderr?.on('data', note);
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Resolves when the log holds the text. */
  async says(text: string): Promise<void> {
    await eventually(() => {
      if (!this.log.includes(text)) throw new Error(`the service has not said "${text}", but:\n${this.log}`);
    });
  }

  /** What a path answers; null where nobody does, because the process does not listen yet or was killed. */
  async ask(path: string, body?: object): Promise<Response | null> {
    const url = /API (http:\/\/127\.0\.0\.1:\d+)/.exec(this.log)?.[1];
    if (url === undefined) return null;
    const post = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    try {
      const response = await fetch(`${url}${path}`, body === undefined ? {} : post);
      return new Response(await response.text(), { status: response.status });
    } catch {
      // Refused or reset: nobody answers any more, or not yet.
      return null;
    }
  }

  /** Resolves with what a path answers when it passes the check. */
  async answers<T>(path: string, check: (answer: T) => boolean): Promise<T> {
    return eventually(async () => {
      const answer = (await (await this.ask(path))?.json()) as T;
      if (!check(answer)) throw new Error(`${path} answers ${JSON.stringify(answer)}`);
      return answer;
    });
  }

  /** SIGKILL unless told otherwise; resolves with the exit code when it is gone, null where a signal ended it. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    this.#child.kill(signal);
    await this.#ended;
    return this.#child.exitCode;
  }
}
