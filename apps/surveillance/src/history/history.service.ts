import { type AlertCountMessage, type BarMessage } from '@genesis/contracts';
import { microsFromSeconds, MICROS_PER_SECOND } from '@genesis/market';
import { BAR_SECONDS, type Database, readAlertCounts, readBars, stampsOf } from '@genesis/storage';
import { BadRequestException, Injectable, NotFoundException } from '@nestjs/common';
import { quoted } from '../http/quoted.js';
import { requireOrdered } from '../http/require-ordered.js';
import { askDatabase } from '../persistence/ask-database.js';
import { DatabaseService } from '../persistence/database.service.js';
import { AlertCountsQuery } from './dto/alert-counts-query.dto.js';
import { BarsQuery } from './dto/bars-query.dto.js';

/** Bars that a range may span, with snapshots or without: what one call may make the database read. */
const MOST_BARS_SPANNED = 100_000;

/** Stamps after this one are not exact (the year 2255); whoever asks for later ones means the end. */
const LAST_MICROS = Number.MAX_SAFE_INTEGER;

/** Answers from the database, whatever is being played. */
@Injectable()
export class HistoryService {
  constructor(private readonly databases: DatabaseService) {}

  /** @throws BadRequestException, NotFoundException, ServiceUnavailableException */
  bars(query: BarsQuery): Promise<BarMessage[]> {
    requireOrdered(query.from, query.to);
    return askDatabase(this.databases, (database) => barsOf(database, query));
  }

  /** @throws BadRequestException, ServiceUnavailableException */
  alertCounts({ symbol, from, to, limit }: AlertCountsQuery): Promise<AlertCountMessage[]> {
    requireOrdered(from, to);
    return askDatabase(this.databases, (database) =>
      readAlertCounts(database, {
        symbol: symbol ?? null,
        fromMicros: boundMicros(from),
        toMicros: boundMicros(to),
        limit,
      }),
    );
  }
}

async function barsOf(database: Database, query: BarsQuery): Promise<BarMessage[]> {
  const { symbol, from, to, resolution, limit } = query;
  const span = await stampsOf(database, symbol);
  if (span === null) throw new NotFoundException([`symbol ${quoted(symbol)} has no rows in the database`]);
  const toMicros = Math.min(span.last, to === undefined ? span.last : microsFromSeconds(to));
  const widthMicros = BAR_SECONDS[resolution] * MICROS_PER_SECOND;
  const fromMicros =
    from === undefined ? toMicros - limit * widthMicros : Math.min(microsFromSeconds(from), LAST_MICROS);
  // Before the first row there is nothing to read.
  requireSpan((toMicros - Math.max(fromMicros, span.first)) / widthMicros, resolution);
  return readBars(database, { symbol, resolution, limit, fromMicros, toMicros });
}

function requireSpan(bars: number, resolution: string): void {
  if (bars <= MOST_BARS_SPANNED) return;
  throw new BadRequestException([
    `from and to must be at most ${MOST_BARS_SPANNED} bars of ${resolution} apart; got ${Math.ceil(bars)}`,
  ]);
}

function boundMicros(seconds: number | undefined): number | null {
  return seconds === undefined ? null : Math.min(microsFromSeconds(seconds), LAST_MICROS);
}
