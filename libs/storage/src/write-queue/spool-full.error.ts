/** As much waits on disk as may. */
export class SpoolFullError extends Error {
  override readonly name = 'SpoolFullError';

  constructor(maxBytes: number) {
    super(`SPOOL_MAX_BYTES=${maxBytes} are waiting for the database already`);
  }
}
