/** What a command was asked to check does not hold; the details are printed already. */
export class FailedCheckError extends Error {}
