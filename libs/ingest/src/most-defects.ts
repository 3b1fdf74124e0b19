/** Defects that one batch carries, and lost lines that may pile up before they are handed over without rows. */
export const MOST_DEFECTS = 4096;
