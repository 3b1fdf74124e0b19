import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { MicrosColumn } from './micros-column.js';

/** One load: its rows in `l2_orderbook` are those with `row_id` in (id · 2³², (id + 1) · 2³²). */
@Entity({ name: 'loads' })
export class LoadEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  format!: string;

  /** SHA-256 over the bytes of the file, or of all files of a pair, in hex; more behind it where a part is left only. */
  @Column({ name: 'content_hash', type: 'text' })
  contentHash!: string;

  @Column({ type: 'text', array: true })
  symbols!: string[];

  /** Rows of each of `symbols`, in their order; null where an earlier version loaded it. */
  @Column({ name: 'symbol_rows', type: 'bigint', array: true, nullable: true })
  symbolRows!: number[] | null;

  @Column({ name: 'row_count', type: 'bigint' })
  rowCount!: number;

  @Column({ name: 'trade_count', type: 'bigint' })
  tradeCount!: number;

  @Column({ name: 'rejected_count', type: 'bigint' })
  rejectedCount!: number;

  @MicrosColumn({ name: 'from_ts', nullable: true })
  fromTsMicros!: number | null;

  @MicrosColumn({ name: 'to_ts', nullable: true })
  toTsMicros!: number | null;

  @CreateDateColumn({ name: 'loaded_at', type: 'timestamptz' })
  loadedAt!: Date;

  /** Version of the program that loaded it. */
  @Column({ type: 'text' })
  engine!: string;
}
