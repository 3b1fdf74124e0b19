import { crc32 } from 'node:zlib';

const CHECKSUM_DIGITS = 8;

/** A line of the spool: CRC-32 (8 hex digits) of the text, a blank, the text, the end of the line. */
export function spoolLine(text: string): string {
  return `${checksum(text)} ${text}\n`;
}

/** The text of a line (without its end); null where the line is not what was written. */
export function textOfSpoolLine(line: string): string | null {
  const text = line.slice(CHECKSUM_DIGITS + 1);
  return line === `${checksum(text)} ${text}` ? text : null;
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(CHECKSUM_DIGITS, '0');
}
