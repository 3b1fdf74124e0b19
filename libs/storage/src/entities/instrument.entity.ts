import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MicrosColumn } from './micros-column.js';

/** What is in `l2_orderbook` of one instrument, as far as `genesis load` brought it. */
@Entity({ name: 'instruments' })
export class InstrumentEntity {
  @PrimaryColumn({ type: 'text' })
  symbol!: string;

  @MicrosColumn({ name: 'first_ts' })
  firstTsMicros!: number;

  @MicrosColumn({ name: 'last_ts' })
  lastTsMicros!: number;

  @Column({ name: 'row_count', type: 'bigint' })
  rowCount!: number;
}
