import { AlertEntity } from './alert.entity.js';
import { AlertEventEntity } from './alert-event.entity.js';
import { AlertEvidenceEntity } from './alert-evidence.entity.js';
import { AnomalyEntity } from './anomaly.entity.js';
import { InstrumentEntity } from './instrument.entity.js';
import { LoadEntity } from './load.entity.js';

export { AlertEntity, AlertEventEntity, AlertEvidenceEntity, AnomalyEntity, InstrumentEntity, LoadEntity };

/** Every table that has an entity; `l2_orderbook` and `l2_trades` are read and written in bulk. */
export const ENTITIES = [
  AlertEntity,
  AlertEventEntity,
  AlertEvidenceEntity,
  AnomalyEntity,
  InstrumentEntity,
  LoadEntity,
];
