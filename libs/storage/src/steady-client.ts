import pg from 'pg';

/**
 * A connection that always has somebody listening for its end. The pool listens while it is idle, whoever borrows it
 * while they use it; a server that dies may say so in between, and an error nobody listens for ends the process. What
 * is under way on the connection fails all the same.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', failsWithWhatIsUnderWay);
  }
}

function failsWithWhatIsUnderWay(): void {
  return;
}
