/** Compressed data that end too early or do not add up. The message says which, without the file. */
export class DamagedGzipError extends Error {
  override readonly name = 'DamagedGzipError';

  constructor(cause: NodeJS.ErrnoException) {
    super(
      cause.code === 'Z_BUF_ERROR'
        ? 'the gzip data end in the middle (truncated file), expected a whole one'
        : `the gzip data are damaged (${cause.message}), expected a whole file`,
      { cause },
    );
  }
}
