/** Arguments that commander accepts one by one but that make no sense together. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
