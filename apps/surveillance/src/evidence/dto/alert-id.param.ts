import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { ALERT_EXAMPLE } from '../../alerts/examples.js';

export class AlertIdParam {
  @Matches(/^[0-9a-f]{16}$/, { message: '$property must be 16 digits 0–9, a–f' })
  @ApiProperty({ type: String, example: ALERT_EXAMPLE.id, description: 'As the alert carries it' })
  id!: string;
}
