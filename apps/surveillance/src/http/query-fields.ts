import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { buildMessage, ValidateBy, ValidateIf } from 'class-validator';
import { IntegerQuery, TimestampQuery } from './integer-field.js';

/** Validates only what was given; unlike IsOptional, an explicit null is no absence. */
export function WhenGiven(): PropertyDecorator {
  return ValidateIf((_target, value) => value !== undefined);
}

/** One of a closed list. */
export function OneOfQuery(values: readonly unknown[], options: ApiPropertyOptions): PropertyDecorator {
  return applyDecorators(
    WhenGiven(),
    ValidateBy({
      name: 'oneOf',
      validator: {
        validate: (value: unknown) => values.includes(value),
        defaultMessage: buildMessage((each) => `${each}$property must be one of ${values.join(', ')}`),
      },
    }),
    ApiPropertyOptional({ enum: [...values], ...options }),
  );
}

/** Control characters are no part of any symbol, and PostgreSQL takes no text with a NUL. */
const SYMBOL = /^[^\s\p{Cc}]{1,64}$/u;

function SymbolText(): PropertyDecorator {
  return ValidateBy({
    name: 'symbol',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && SYMBOL.test(value),
      defaultMessage: buildMessage((each) => `${each}$property must be 1 to 64 characters without blanks`),
    },
  });
}

export function SymbolQuery(): PropertyDecorator {
  return applyDecorators(
    WhenGiven(),
    SymbolText(),
    ApiPropertyOptional({ type: String, example: 'AAPL', description: 'Only this instrument' }),
  );
}

export function RequiredSymbolQuery(): PropertyDecorator {
  return applyDecorators(
    SymbolText(),
    ApiProperty({ type: String, example: 'AAPL', description: 'The instrument' }),
  );
}

export function LimitQuery(max: number, byDefault: number): PropertyDecorator {
  return applyDecorators(
    IntegerQuery(1, max),
    ApiPropertyOptional({
      type: 'integer',
      minimum: 1,
      maximum: max,
      default: byDefault,
      description: 'The newest so many',
    }),
  );
}

export function TimeBoundQuery(description: string): PropertyDecorator {
  return applyDecorators(
    WhenGiven(),
    TimestampQuery(),
    ApiPropertyOptional({ type: Number, example: 1340285400, description }),
  );
}
