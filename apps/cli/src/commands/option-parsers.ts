import { type ProfileOverrides, type SettingOverrides } from '@genesis/detection';
import { parseStamp } from '@genesis/ingest';
import { InvalidArgumentError } from 'commander';

/** A whole number inside [lowest, highest], for commander. */
export function wholeNumber(lowest: number, highest: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= lowest && value <= highest) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${lowest} to ${highest}.`);
  };
}

/** A number inside [lowest, highest], for commander. */
export function numberWithin(lowest: number, highest: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= lowest && value <= highest) return value;
    throw new InvalidArgumentError(`Expected a number from ${lowest} to ${highest}.`);
  };
}

/** A symbol as the service takes it (CSV_SYMBOL), for commander. */
export function symbolName(text: string): string {
  if (/^[A-Za-z0-9._:/-]{1,32}$/.test(text)) return text;
  throw new InvalidArgumentError('Expected 1 to 32 letters, digits or . _ : / -');
}

/** A time of the data in microseconds since the epoch, for commander. */
export function stamp(text: string): number {
  const bytes = Buffer.from(text);
  const tsMicros = parseStamp(bytes, 0, bytes.length);
  if (!Number.isNaN(tsMicros)) return tsMicros;
  throw new InvalidArgumentError(
    'Expected a time such as "2012-06-21 09:30:00.5", or epoch seconds, milli-, micro- or nanoseconds.',
  );
}

/** `TYPE.name=value`, added to those before it, for commander. Whether the profile has it is for the profile to say. */
export function settingChange(text: string, before: ProfileOverrides): ProfileOverrides {
  const [, type, name, number] = /^([A-Z_]+)\.([A-Za-z]\w*)=(.+)$/.exec(text) ?? [];
  const value = Number(number);
  if (type === undefined || number.trim() === '' || !Number.isFinite(value)) {
    throw new InvalidArgumentError('Expected TYPE.name=number, such as SPOOFING.minMeans=2.5');
  }
  const known = type as keyof SettingOverrides;
  const detectors = { ...before.detectors, [known]: { ...before.detectors?.[known], [name]: value } };
  return { ...before, detectors };
}

/** `from:to:step`, both ends included, for commander. */
export function valueRange(text: string): number[] {
  const parts = text.split(':').map(Number);
  const [from, to, step] = parts;
  const steps = Math.floor((to - from) / step + 1e-9);
  if (parts.length === 3 && steps >= 0 && steps < MOST_VALUES && step > 0 && !text.includes('::')) {
    // Decimal steps: 2.25 and not 2.2500000000000004.
    return Array.from({ length: steps + 1 }, (_, i) => Number((from + i * step).toPrecision(12)));
  }
  throw new InvalidArgumentError(
    `Expected from:to:step with at most ${MOST_VALUES} values, such as 2:6:0.25.`,
  );
}

const MOST_VALUES = 200;
