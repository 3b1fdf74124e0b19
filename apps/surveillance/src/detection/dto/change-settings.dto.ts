import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { buildMessage, ValidateBy } from 'class-validator';
import { NameField } from '../../alerts/dto/text-field.js';
import { SymbolQuery, WhenGiven } from '../../http/query-fields.js';

const ALLOWED = 'an object with at least one setting, each a number, or null to take it back';

/** Who changes something without saying so. */
export const UNNAMED_ACTOR = 'admin';

/** Body of `PATCH /detectors/:type`. */
export class ChangeSettingsDto {
  @SymbolQuery()
  symbol?: string;

  @ValidateBy({
    name: 'changedSettings',
    validator: {
      validate: (value: unknown) => isChangedSettings(value),
      defaultMessage: buildMessage((each) => `${each}$property must be ${ALLOWED}`),
    },
  })
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'number', nullable: true },
    example: { enterZ: 4, refractorySeconds: null },
    description: 'By name: the new value; null takes back what was asked for before',
  })
  settings!: Record<string, number | null>;

  @WhenGiven()
  @NameField()
  @ApiPropertyOptional({
    type: String,
    maxLength: 64,
    default: UNNAMED_ACTOR,
    example: 'kim',
    description: 'Who changes it, for the audit chain',
  })
  actor?: string;
}

function isChangedSettings(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const values: unknown[] = Object.values(value);
  return values.length > 0 && values.every((each) => each === null || typeof each === 'number');
}
