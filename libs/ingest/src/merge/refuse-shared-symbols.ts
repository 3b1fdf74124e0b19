import { cutText } from '../bytes/cut-text.js';
import { formatStamp } from '../bytes/format-stamp.js';
import { type RowInput } from '../row-stream.js';
import { type SourceDescription } from '../snapshot-source.js';
import { UnusableInputError } from '../unusable-input.error.js';

/**
 * Two files may hold the same symbol one after the other (days of one instrument), not at the same time: the
 * rows of two books would alternate as if they were one. Looks at spans only where symbols are shared, or
 * named by the rows.
 * @throws UnusableInputError naming both files and the time they share
 */
export async function refuseSharedSymbols(inputs: readonly RowInput[]): Promise<void> {
  const seen: { input: RowInput; description: SourceDescription }[] = [];
  for (const input of inputs.filter((candidate) => mayShare(candidate, inputs))) {
    const description = await input.describe();
    for (const other of seen) refuseOverlap(input, description, other.input, other.description);
    seen.push({ input, description });
  }
}

function mayShare(input: RowInput, inputs: readonly RowInput[]): boolean {
  if (inputs.length === 1) return false;
  return inputs.some(
    (other) =>
      other !== input && (input.symbol === null || other.symbol === null || input.symbol === other.symbol),
  );
}

function refuseOverlap(
  input: RowInput,
  span: SourceDescription,
  other: RowInput,
  otherSpan: SourceDescription,
): void {
  const shared = span.symbols.find((symbol) => otherSpan.symbols.includes(symbol));
  if (shared === undefined) return;
  const from = Math.max(span.fromMicros ?? NaN, otherSpan.fromMicros ?? NaN);
  const to = Math.min(span.toMicros ?? NaN, otherSpan.toMicros ?? NaN);
  if (!(from < to)) return;
  const both = `holds ${cutText(shared)} from ${formatStamp(from)} to ${formatStamp(to)}, as does ${other.path}`;
  throw new UnusableInputError(input.path, null, `${both}; expected other symbols or other times`);
}
