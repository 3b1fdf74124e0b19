import { ANOMALY_CODES, type AnomalyCode, type AnomalyLevel } from '@genesis/contracts';
import { Transform } from 'class-transformer';
import { numberFromQuery } from '../../http/integer-field.js';
import { LimitQuery, OneOfQuery, SymbolQuery } from '../../http/query-fields.js';

const LEVELS = Object.keys(ANOMALY_CODES).map(Number);
const CODES = Object.values(ANOMALY_CODES).flat();

export class AnomaliesQuery {
  @LimitQuery(1000, 100)
  limit = 100;

  @SymbolQuery()
  symbol?: string;

  @Transform(({ value }) => numberFromQuery(value))
  @OneOfQuery(LEVELS, { type: 'integer', example: 3, description: 'Only this level of validation' })
  level?: AnomalyLevel;

  @OneOfQuery(CODES, { type: String, example: 'NEGATIVE_VOLUME', description: 'Only this finding' })
  code?: AnomalyCode;
}
