import {
  ALERT_STATUSES,
  SEVERITIES,
  SIGNAL_TYPES,
  type AlertStatus,
  type Severity,
  type SignalType,
} from '@genesis/contracts';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { LimitQuery, OneOfQuery, SymbolQuery, TimeBoundQuery, WhenGiven } from '../../http/query-fields.js';
import { CURSOR_SHAPE } from '../history-cursor.js';
import { NameField } from './text-field.js';

export class AlertHistoryQuery {
  @LimitQuery(1000, 100)
  limit = 100;

  @SymbolQuery()
  symbol?: string;

  @OneOfQuery(SIGNAL_TYPES, { type: String, example: 'SPOOFING', description: 'Only this type' })
  type?: SignalType;

  @OneOfQuery(SEVERITIES, { type: String, example: 'HIGH', description: 'Only this severity' })
  severity?: Severity;

  @OneOfQuery(ALERT_STATUSES, { type: String, example: 'NEW', description: 'Only those that stand so' })
  status?: AlertStatus;

  @WhenGiven()
  @NameField()
  @ApiPropertyOptional({
    type: String,
    example: 'lee',
    description: 'Only those that are assigned to this name',
  })
  assignee?: string;

  @TimeBoundQuery('Not before this time (epoch seconds)')
  from?: number;

  @TimeBoundQuery('Not after this time (epoch seconds)')
  to?: number;

  @WhenGiven()
  @Matches(CURSOR_SHAPE, { message: '$property must be a value of the header X-Next-Cursor' })
  @ApiPropertyOptional({
    type: String,
    example: 'm.1340285412750000.3f6c2b1a9d7e4058',
    description: 'The page before this one: the value of its header X-Next-Cursor',
  })
  before?: string;
}
