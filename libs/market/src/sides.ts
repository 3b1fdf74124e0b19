/** Side of the book, or of a pattern on it. Bid also stands for "up", ask for "down". */
export const SIDES = ['bid', 'ask', 'both'] as const;
export type Side = (typeof SIDES)[number];
