import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  type ClientCommand,
  type ClientGroup,
  type ClientReply,
  type LatencyReport,
  type Schedule,
} from './client-messages.js';

const CLIENTS = fileURLToPath(new URL('clients.js', import.meta.url));

/** Clients in a process of their own. */
export class ClientProcess {
  readonly #child: ChildProcess = fork(CLIENTS);

  /** Resolves when all of them have asked for their room. */
  async connect(url: string, groups: readonly ClientGroup[], stalled = 0): Promise<void> {
    await this.#ask({ kind: 'connect', url, groups, stalled });
  }

  begin(schedule: Schedule | null): void {
    this.#child.send({ kind: 'begin', schedule } satisfies ClientCommand);
  }

  /** Closes all of them. */
  async end(): Promise<LatencyReport> {
    const reply = await this.#ask({ kind: 'end' });
    if (reply.kind === 'measured' && reply.report.receipts > 0) return reply.report;
    throw new Error('no client has received anything');
  }

  #ask(command: ClientCommand): Promise<ClientReply> {
    return new Promise((resolve, reject) => {
      const onExit = (code: number | null): void => reject(new Error(`the clients ended with ${code}`));
      this.#child.once('exit', onExit);
      this.#child.once('message', (reply: ClientReply) => {
        this.#child.off('exit', onExit);
        resolve(reply);
      });
      this.#child.send(command);
    });
  }
}
