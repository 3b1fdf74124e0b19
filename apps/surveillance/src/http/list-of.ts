import { type ApiResponseOptions } from '@nestjs/swagger';

/** Documents an answer that is a list of things like the example. */
export function listOf(example: object, description: string): ApiResponseOptions {
  return { description, schema: { type: 'array', items: { type: 'object', example } } };
}
