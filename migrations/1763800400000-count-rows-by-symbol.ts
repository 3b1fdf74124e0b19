import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * How many rows of each of its symbols a load brought, in the order of `symbols`: a replay from the middle counts by
 * it instead of by reading. Null for loads of several symbols that an earlier version noted; those are counted.
 */
export class CountRowsBySymbol1763800400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE loads ADD COLUMN symbol_rows BIGINT[]');
    await runner.query('UPDATE loads SET symbol_rows = ARRAY[row_count] WHERE cardinality(symbols) = 1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE loads DROP COLUMN symbol_rows');
  }
}
