/** The embedded PostgreSQL cannot be used; the message says why, and what to do, in one line. */
export class EmbeddedServerError extends Error {
  override readonly name = 'EmbeddedServerError';
}
