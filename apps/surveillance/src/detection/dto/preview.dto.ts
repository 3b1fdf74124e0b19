import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { buildMessage, Matches, ValidateBy } from 'class-validator';
import { IntegerField } from '../../http/integer-field.js';
import { SymbolQuery, TimeBoundQuery, WhenGiven } from '../../http/query-fields.js';

export const MOST_VALUES = 25;

/** `from`, `from + step`, … up to `to`. */
export interface ValueRange {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** Body of `POST /detectors/:type/preview`. */
export class PreviewDto {
  @Matches(/^[A-Za-z]\w{0,63}$/, { message: '$property must be the name of a setting' })
  @ApiProperty({ type: String, example: 'enterZ', description: 'Which setting' })
  param!: string;

  @WhenGiven()
  @ValidateBy({
    name: 'valueRange',
    validator: {
      validate: (value: unknown) => isRange(value),
      defaultMessage: buildMessage(
        (each) => `${each}$property must be {"from", "to", "step"} that gives 1 to ${MOST_VALUES} values`,
      ),
    },
  })
  @ApiPropertyOptional({
    type: 'object',
    properties: { from: { type: 'number' }, to: { type: 'number' }, step: { type: 'number' } },
    example: { from: 2, to: 6, step: 0.5 },
    description: 'Values to try, both ends included; or `values`',
  })
  range?: ValueRange;

  @WhenGiven()
  @ValidateBy({
    name: 'valueList',
    validator: {
      validate: (value: unknown) => isValues(value),
      defaultMessage: buildMessage(
        (each) => `${each}$property must be a list of 1 to ${MOST_VALUES} numbers`,
      ),
    },
  })
  @ApiPropertyOptional({ type: [Number], example: [2, 3, 5], description: 'Values to try; or `range`' })
  values?: number[];

  @SymbolQuery()
  symbol?: string;

  @TimeBoundQuery('Rows not before this time (epoch seconds)')
  from?: number;

  @TimeBoundQuery('Rows not after this time (epoch seconds)')
  to?: number;

  @WhenGiven()
  @IntegerField(1, 240)
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 240,
    default: 15,
    description: 'Without `from`: the minutes before `to`, or before what is being shown',
  })
  minutes?: number;

  @WhenGiven()
  @IntegerField(0, 3)
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: 3,
    default: 1,
    description: 'How many times labelled episodes are laid over the rows, to measure recall; 0: not at all',
  })
  rounds?: number;
}

/** The values of a range; decimal steps give 2.25 and not 2.2500000000000004. */
export function valuesOf({ from, to, step }: ValueRange): number[] {
  const steps = Math.floor((to - from) / step + 1e-9);
  return Array.from({ length: steps + 1 }, (_, i) => Number((from + i * step).toPrecision(12)));
}

function isRange(value: unknown): boolean {
  const { from, to, step, ...more } = (value ?? {}) as Partial<Record<keyof ValueRange, unknown>>;
  if (!isNumber(from) || !isNumber(to) || !isNumber(step) || Object.keys(more).length > 0) return false;
  const steps = Math.floor((to - from) / step + 1e-9);
  return step > 0 && steps >= 0 && steps < MOST_VALUES;
}

function isValues(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.length <= MOST_VALUES && value.every(isNumber);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
