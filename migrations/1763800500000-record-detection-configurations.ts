import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What each configuration that alerts name changes of its profile, so that an alert which was raised under changed
 * settings can be made again. Who changed what, and when, is in the audit chain.
 */
export class RecordDetectionConfigurations1763800500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE detection_configurations (
      profile TEXT NOT NULL,
      configuration TEXT COLLATE "C" NOT NULL,
      engine TEXT NOT NULL,
      overrides TEXT NOT NULL,
      first_seen_at TIMESTAMPTZ NOT NULL DEFAULT now(),
      PRIMARY KEY (profile, configuration))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE detection_configurations');
  }
}
