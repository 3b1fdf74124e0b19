import { ApiProperty } from '@nestjs/swagger';
import { Allow } from 'class-validator';

export class SeekDto {
  /** Checked against the span of the data by the service, which knows it. */
  @Allow()
  @ApiProperty({
    type: Number,
    example: 1340285400.5,
    description: 'Epoch seconds of the data, within `from` and `to` of GET /replay',
  })
  timestamp!: number;
}
