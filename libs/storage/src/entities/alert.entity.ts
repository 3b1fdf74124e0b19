import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import { MicrosColumn } from './micros-column.js';

/** An alert in its latest form; its way there is in `alert_events`. */
@Entity({ name: 'alerts' })
export class AlertEntity {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  symbol!: string;

  @Column({ type: 'text' })
  type!: string;

  @Column({ type: 'text' })
  side!: string;

  @Column({ type: 'text' })
  severity!: string;

  @Column({ name: 'base_severity', type: 'text' })
  baseSeverity!: string;

  @Column({ type: 'text' })
  profile!: string;

  /** 0–100. */
  @Column({ type: 'double precision' })
  score!: number;

  /** The snapshot that raised it. */
  @MicrosColumn({ name: 'ts' })
  tsMicros!: number;

  /** The snapshot at which the pattern was complete. */
  @MicrosColumn({ name: 'event_ts' })
  eventTsMicros!: number;

  @Column({ type: 'bigint' })
  sequence!: number;

  @Column({ type: 'double precision', nullable: true })
  price!: number | null;

  @Column({ type: 'text' })
  fingerprint!: string;

  @Column({ type: 'boolean' })
  escalated!: boolean;

  @Column({ type: 'integer' })
  deduplicated!: number;

  @Column({ name: 'cool_down', type: 'integer' })
  coolDown!: number;

  @Column({ type: 'boolean' })
  settled!: boolean;

  @Column({ type: 'text' })
  status!: string;

  @Column({ type: 'text', nullable: true })
  assignee!: string | null;

  @Column({ name: 'close_reason', type: 'text', nullable: true })
  closeReason!: string | null;

  /** The alert as JSON, byte for byte as it was last told. */
  @Column({ type: 'text' })
  document!: string;

  /** The alert as JSON, byte for byte as it was raised. */
  @Column({ name: 'raised_document', type: 'text' })
  raisedDocument!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
