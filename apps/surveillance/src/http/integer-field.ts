import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { buildMessage, ValidateBy } from 'class-validator';

const NUMBER = /^-?\d{1,15}(\.\d{1,9})?$/;

/** A query text as the number that it writes; anything else stays as it came, for the error message. */
export function numberFromQuery(value: unknown): unknown {
  return typeof value === 'string' && NUMBER.test(value) ? Number(value) : value;
}

export function IntegerField(min: number, max: number): PropertyDecorator {
  return ValidateBy({
    name: 'integerField',
    validator: {
      validate: (value: unknown) =>
        Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
      defaultMessage: buildMessage((each) => `${each}$property must be a whole number from ${min} to ${max}`),
    },
  });
}

/** A whole number in the query. */
export function IntegerQuery(min: number, max: number): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }) => numberFromQuery(value)),
    IntegerField(min, max),
  );
}

/** Epoch seconds in the query. */
export function TimestampQuery(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }) => numberFromQuery(value)),
    ValidateBy({
      name: 'timestampQuery',
      validator: {
        validate: (value: unknown) => typeof value === 'number' && value >= 0,
        defaultMessage: buildMessage(
          (each) => `${each}$property must be a number of epoch seconds, 0 or more`,
        ),
      },
    }),
  );
}
