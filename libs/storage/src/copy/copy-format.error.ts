/** Bytes that are no COPY data of the shape asked for: another server, another table, or a defect on the way. */
export class CopyFormatError extends Error {
  override readonly name = 'CopyFormatError';
}
