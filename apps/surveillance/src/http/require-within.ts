import { BadRequestException } from '@nestjs/common';
import { quoted } from './quoted.js';

/**
 * The value as a number within the bounds (null: none).
 * @throws BadRequestException naming field, bounds and value
 */
export function requireWithin(
  field: string,
  value: unknown,
  min: number | null,
  max: number | null,
  meaning: string,
): number {
  const isNumber = typeof value === 'number' && Number.isFinite(value);
  if (isNumber && value >= (min ?? -Infinity) && value <= (max ?? Infinity)) return value;
  const from = min === null ? '' : ` from ${min}`;
  const to = max === null ? '' : ` to ${max}`;
  throw new BadRequestException([`${field} must be a number${from}${to} (${meaning}); got ${quoted(value)}`]);
}
