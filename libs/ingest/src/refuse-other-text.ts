import { UnusableInputError } from './unusable-input.error.js';

const OTHER_SEPARATORS: ReadonlyMap<string, string> = new Map([
  [';', 'semicolon'],
  ['\t', 'tab'],
]);

/** @throws UnusableInputError where the first line shows text of lines or cells that end otherwise than ours */
export function refuseOtherText(path: string, firstLine: string): void {
  if (/\r[^\r]/.test(firstLine)) {
    const problem = 'the lines end in CR alone, expected LF or CR LF';
    throw new UnusableInputError(path, 1, problem);
  }
  const commas = firstLine.split(',').length;
  for (const [separator, name] of OTHER_SEPARATORS) {
    const cells = firstLine.split(separator).length;
    // With cells like `1,5;2,5` there is at most one comma a cell.
    if (cells < 3 || commas > cells + 1) continue;
    throw new UnusableInputError(path, 1, `comma-separated cells are expected, it looks ${name}-separated`);
  }
}
