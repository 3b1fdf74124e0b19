import { type MigrationInterface } from 'typeorm';
import { CreateOrderBook1763800000000 } from './1763800000000-create-order-book.js';
import { CreateAlerts1763800100000 } from './1763800100000-create-alerts.js';
import { CreateAggregates1763800200000 } from './1763800200000-create-aggregates.js';

/** All steps, oldest first. */
export const MIGRATIONS: readonly (new () => MigrationInterface)[] = [
  CreateOrderBook1763800000000,
  CreateAlerts1763800100000,
  CreateAggregates1763800200000,
];
