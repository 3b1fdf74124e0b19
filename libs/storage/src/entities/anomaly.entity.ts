import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MicrosColumn } from './micros-column.js';

/** A finding of validation. */
@Entity({ name: 'anomalies' })
export class AnomalyEntity {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  /** Null where the row's own stamp could not be read. */
  @MicrosColumn({ name: 'ts', nullable: true })
  tsMicros!: number | null;

  @Column({ type: 'text' })
  symbol!: string;

  /** Of the six levels, 1–6. */
  @Column({ type: 'smallint' })
  level!: number;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  severity!: string;

  /** The finding as JSON. */
  @Column({ type: 'text' })
  document!: string;
}
