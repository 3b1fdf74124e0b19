import { ApiProperty } from '@nestjs/swagger';

/** The body of every error. */
export class ErrorBody {
  @ApiProperty({ example: 400, description: 'HTTP status' })
  statusCode!: number;

  @ApiProperty({ example: 'Bad Request', description: 'Name of the status' })
  error!: string;

  @ApiProperty({
    example: ['speed must be a number from 0.1 to 10 (times real time); got 11'],
    description: 'One text for each thing that is wrong: field, bounds, value',
    type: [String],
  })
  message!: string[];
}
