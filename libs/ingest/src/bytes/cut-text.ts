const LONGEST_QUOTE = 80;

/** At most 80 characters of what came, so that no message grows with its input. */
export function cutText(text: string): string {
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE - 1)}…`;
}
