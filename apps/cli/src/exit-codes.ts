/** What the command's exit code says. */
export const EXIT_FINE = 0;
/** A file that cannot be read as order-book data or cannot be written; a database that cannot be used; a check that failed. */
export const EXIT_UNUSABLE = 1;
/** Arguments that make no sense. */
export const EXIT_USAGE = 2;
/** A defect of this program (EX_SOFTWARE of sysexits.h). */
export const EXIT_DEFECT = 70;
/** Stopped by Ctrl-C or SIGTERM (128 + SIGINT, as shells count it). */
export const EXIT_INTERRUPTED = 130;
