/** Input that no row can be read from. The message is one line: file, line where it applies, what is expected. */
export class UnusableInputError extends Error {
  override readonly name = 'UnusableInputError';

  constructor(
    readonly file: string,
    readonly line: number | null,
    readonly problem: string,
  ) {
    super(`${file}${line === null ? '' : `:${line}`}: ${problem}`);
  }
}
