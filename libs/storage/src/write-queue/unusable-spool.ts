import { type Spool, type SpoolBatch } from './spool.js';

/** What the journal needs of its spool. */
export type SpoolPort = Pick<
  Spool,
  'bytes' | 'append' | 'sync' | 'read' | 'scan' | 'acknowledge' | 'keepAside' | 'close'
>;

/** In the place of a spool whose folder cannot be used: nothing is there, and nothing can be put there. */
export class UnusableSpool implements SpoolPort {
  readonly bytes = 0;

  constructor(private readonly reason: string) {}

  append(): Promise<void> {
    return Promise.reject(new Error(this.reason));
  }

  sync(): Promise<void> {
    return Promise.reject(new Error(this.reason));
  }

  read(): Promise<SpoolBatch> {
    return Promise.resolve({ texts: [], segment: 0, end: 0 });
  }

  scan(): Promise<void> {
    return Promise.resolve();
  }

  acknowledge(): Promise<void> {
    return Promise.resolve();
  }

  keepAside(): Promise<string> {
    return Promise.resolve('(nowhere)');
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
