const COMPLAINT = /(?:FATAL|PANIC|ERROR|error|fatal):\s+(.*)/;
const COULD_NOT = /could not .*|cannot .*|No space left on device.*/;
/** PostgreSQL's words where a write stopped short, or was refused. */
const FULL_DISK = /wrote only \d+ of|No space left on device/;

/** The line of a program's output that says what went wrong, without its prefix; the last one where none does. */
export function firstComplaint(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  for (const line of lines) {
    const found = COMPLAINT.exec(line)?.[1] ?? COULD_NOT.exec(line)?.[0];
    if (found !== undefined) return FULL_DISK.test(found) ? `the disk is full: ${found}` : found;
  }
  return lines.at(-1) ?? 'it said nothing';
}
