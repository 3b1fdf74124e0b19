import { type ArgumentMetadata, BadRequestException, ValidationPipe } from '@nestjs/common';
import { getMetadataStorage, type ValidationError } from 'class-validator';
import { quoted } from './quoted.js';

/** Checks bodies and queries by their DTO: unknown names are refused, each text names field, bounds and value. */
export function createValidationPipe(): ValidationPipe {
  return new StrictValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    validationError: { target: true, value: true },
    exceptionFactory: (errors) => new BadRequestException(errors.flatMap(describe)),
  });
}

type Dto = ArgumentMetadata['metatype'];

/** Refuses also the names that every object has, such as `constructor`: Nest's own drops them without a word. */
class StrictValidationPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'query' || metadata.type === 'body') refuseInherited(value, metadata.metatype);
    return (await super.transform(value, metadata)) as unknown;
  }
}

function refuseInherited(value: unknown, dto: Dto): void {
  if (typeof value !== 'object' || value === null) return;
  const inherited = Object.entries(value).filter(([name]) => name in Object.prototype);
  if (inherited.length === 0) return;
  throw new BadRequestException(inherited.map(([name, given]) => unknownField(name, given, dto)));
}

function describe(error: ValidationError): string[] {
  const constraints = Object.entries(error.constraints ?? {});
  return constraints.map(([name, text]) =>
    name === 'whitelistValidation'
      ? unknownField(error.property, error.value, error.target?.constructor as Dto)
      : `${text}; got ${quoted(error.value)}`,
  );
}

function unknownField(name: string, value: unknown, dto: Dto): string {
  return `${name} is not known here; ${knownNames(dto)}; got ${quoted(value)}`;
}

function knownNames(dto: Dto): string {
  if (dto === undefined) return 'nothing is';
  const metadata = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  const names = [...new Set(metadata.map(({ propertyName }) => propertyName))];
  return names.length === 0 ? 'nothing is' : `known are ${names.join(', ')}`;
}
