const LONGEST_QUOTE = 80;
/** Control and format characters, and line ends of Unicode: they would break a message or steer a terminal. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** At most 80 characters of what came, in one printable line, so that no message grows or breaks with its input. */
export function cutText(text: string): string {
  const cut = text.slice(0, LONGEST_QUOTE + 1).replace(UNPRINTABLE, escaped);
  return cut.length <= LONGEST_QUOTE ? cut : `${cut.slice(0, LONGEST_QUOTE - 1)}…`;
}

function escaped(character: string): string {
  const code = character.codePointAt(0)!.toString(16);
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u{${code}}`;
}
