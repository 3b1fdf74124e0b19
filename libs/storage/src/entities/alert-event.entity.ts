import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A link of the audit chain. The table only grows: its trigger refuses UPDATE, DELETE and TRUNCATE. */
@Entity({ name: 'alert_events' })
export class AlertEventEntity {
  /** 1, 2, 3, … without holes. */
  @PrimaryColumn({ type: 'bigint' })
  position!: number;

  /** Null for what concerns no single alert. */
  @Column({ name: 'alert_id', type: 'text', nullable: true })
  alertId!: string | null;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'timestamptz' })
  at!: Date;

  @Column({ type: 'text' })
  actor!: string;

  /** Canonical JSON. */
  @Column({ type: 'text' })
  payload!: string;

  /** The same step told twice has the same key. */
  @Column({ type: 'text' })
  key!: string;

  @Column({ name: 'previous_hash', type: 'text' })
  previousHash!: string;

  @Column({ type: 'text' })
  hash!: string;
}
