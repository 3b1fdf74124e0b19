import { CLOSE_REASONS, type CloseReason } from '@genesis/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { buildMessage, ValidateBy, ValidateIf } from 'class-validator';
import { WhenGiven } from '../../http/query-fields.js';
import { NameField, NoteField } from './text-field.js';

/** Body of a step that needs nothing but who does it. */
export class LifecycleStepDto {
  @NameField()
  @ApiProperty({ type: String, maxLength: 64, example: 'kim', description: 'Who does it' })
  actor!: string;

  @WhenGiven()
  @NoteField()
  @ApiPropertyOptional({ type: String, maxLength: 2000, example: 'seen at the desk', description: 'Why' })
  note?: string;
}

export class CloseDto {
  @NameField()
  @ApiProperty({ type: String, maxLength: 64, example: 'kim', description: 'Who does it' })
  actor!: string;

  @ValidateBy({
    name: 'closeReason',
    validator: {
      validate: (value: unknown) => CLOSE_REASONS.some((reason) => reason === value),
      defaultMessage: buildMessage((each) => `${each}$property must be one of ${CLOSE_REASONS.join(', ')}`),
    },
  })
  @ApiProperty({ enum: CLOSE_REASONS, example: 'FALSE_POSITIVE' })
  reason!: CloseReason;

  /** Needed with OTHER. */
  @ValidateIf(({ reason, note }: CloseDto) => reason === 'OTHER' || note !== undefined)
  @NoteField()
  @ApiPropertyOptional({
    type: String,
    maxLength: 2000,
    example: 'market maker hedging, desk confirmed',
    description: 'Why; needed with OTHER',
  })
  note?: string;
}

export class AssignDto {
  @NameField()
  @ApiProperty({ type: String, maxLength: 64, example: 'kim', description: 'Who does it' })
  actor!: string;

  @ValidateIf(({ assignee }: AssignDto) => assignee !== null)
  @NameField()
  @ApiProperty({
    type: String,
    maxLength: 64,
    nullable: true,
    example: 'lee',
    description: 'Who is to look at it; null takes it from whoever has it',
  })
  assignee!: string | null;

  @WhenGiven()
  @NoteField()
  @ApiPropertyOptional({ type: String, maxLength: 2000, example: 'knows the name', description: 'Why' })
  note?: string;
}

export class NoteDto {
  @NameField()
  @ApiProperty({ type: String, maxLength: 64, example: 'kim', description: 'Who writes it' })
  actor!: string;

  @NoteField()
  @ApiProperty({ type: String, maxLength: 2000, example: 'same account as last week' })
  note!: string;
}
