/** A file that cannot be written. The message is one line: the file and what is in the way. */
export class UnusableOutputError extends Error {
  override readonly name = 'UnusableOutputError';

  constructor(
    readonly file: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`${file}: cannot be written: ${problem}`, options);
  }
}
