import { type MigrationInterface } from 'typeorm';
import { CreateOrderBook1763800000000 } from './1763800000000-create-order-book.js';
import { CreateAlerts1763800100000 } from './1763800100000-create-alerts.js';
import { CreateAggregates1763800200000 } from './1763800200000-create-aggregates.js';
import { RefreshByTheHour1763800300000 } from './1763800300000-refresh-by-the-hour.js';
import { CountRowsBySymbol1763800400000 } from './1763800400000-count-rows-by-symbol.js';
import { RecordDetectionConfigurations1763800500000 } from './1763800500000-record-detection-configurations.js';

/** All steps, oldest first. */
export const MIGRATIONS: readonly (new () => MigrationInterface)[] = [
  CreateOrderBook1763800000000,
  CreateAlerts1763800100000,
  CreateAggregates1763800200000,
  RefreshByTheHour1763800300000,
  CountRowsBySymbol1763800400000,
  RecordDetectionConfigurations1763800500000,
];
