/** Bytes in a request body at the most. */
export const LARGEST_BODY = 65_536;
