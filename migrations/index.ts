import { type MigrationInterface } from 'typeorm';

/** All steps, oldest first. */
export const MIGRATIONS: readonly (new () => MigrationInterface)[] = [];
