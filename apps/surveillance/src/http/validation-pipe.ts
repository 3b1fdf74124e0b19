import { BadRequestException, ValidationPipe } from '@nestjs/common';
import { getMetadataStorage, type ValidationError } from 'class-validator';
import { quoted } from './quoted.js';

/** Checks bodies and queries by their DTO: unknown names are refused, each text names field, bounds and value. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    validationError: { target: true, value: true },
    exceptionFactory: (errors) => new BadRequestException(errors.flatMap(describe)),
  });
}

function describe(error: ValidationError): string[] {
  const constraints = Object.entries(error.constraints ?? {});
  return constraints.map(([name, text]) =>
    name === 'whitelistValidation'
      ? `${error.property} is not known here; ${knownNames(error.target)}; got ${quoted(error.value)}`
      : `${text}; got ${quoted(error.value)}`,
  );
}

function knownNames(target: object | undefined): string {
  if (target === undefined) return 'nothing is';
  const metadata = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', false, false);
  const names = [...new Set(metadata.map(({ propertyName }) => propertyName))];
  return names.length === 0 ? 'nothing is' : `known are ${names.join(', ')}`;
}
