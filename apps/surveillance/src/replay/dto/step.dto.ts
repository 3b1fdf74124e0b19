import { ApiPropertyOptional } from '@nestjs/swagger';
import { IntegerField } from '../../http/integer-field.js';

const MOST_STEPS = 10_000;

export class StepDto {
  @IntegerField(1, MOST_STEPS)
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MOST_STEPS,
    default: 1,
    example: 10,
    description: 'Snapshots to show',
  })
  count = 1;
}
