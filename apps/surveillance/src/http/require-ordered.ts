import { BadRequestException } from '@nestjs/common';

/** @throws BadRequestException when the range ends before it begins */
export function requireOrdered(from: number | undefined, to: number | undefined): void {
  if (from === undefined || to === undefined || from <= to) return;
  throw new BadRequestException([`from must not be after to; got from ${from} and to ${to}`]);
}
