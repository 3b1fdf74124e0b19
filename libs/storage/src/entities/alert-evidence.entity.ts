import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MicrosColumn } from './micros-column.js';

/** The rows that an alert was raised from, as the pipeline got them. */
@Entity({ name: 'alert_evidence' })
export class AlertEvidenceEntity {
  @PrimaryColumn({ name: 'alert_id', type: 'text' })
  alertId!: string;

  @Column({ type: 'text' })
  symbol!: string;

  @MicrosColumn({ name: 'from_ts' })
  fromTsMicros!: number;

  @MicrosColumn({ name: 'to_ts' })
  toTsMicros!: number;

  @Column({ name: 'from_sequence', type: 'bigint' })
  fromSequence!: number;

  @Column({ name: 'to_sequence', type: 'bigint' })
  toSequence!: number;

  @Column({ name: 'row_count', type: 'integer' })
  rowCount!: number;

  /** False where the window began before what was still at hand. */
  @Column({ type: 'boolean' })
  complete!: boolean;

  @Column({ name: 'input_hash', type: 'text' })
  inputHash!: string;

  /** Float64, little-endian, 41 a row: ts in microseconds, then the levels. */
  @Column({ type: 'bytea' })
  rows!: Buffer;
}
