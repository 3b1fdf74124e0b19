/**
 * A size above this is none: no venue shows so much, vendors write such numbers for "undefined" (2⁶⁴ − 1), and sums
 * of them overflow. It is treated, and reported, like an infinite one (code INF).
 */
export const LARGEST_SIZE = 1e15;
