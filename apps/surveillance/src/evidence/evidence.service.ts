import { type CollectedEvidence } from '@genesis/alerts';
import { type AlertMessage, type EvidenceReport } from '@genesis/contracts';
import { rowsFromBytes } from '@genesis/market';
import { evidenceSnapshots } from '@genesis/pipeline';
import { alertDocuments, readEvidence, type Database } from '@genesis/storage';
import { Injectable, NotFoundException } from '@nestjs/common';
import { AlertsService } from '../alerts/alerts.service.js';
import { quoted } from '../http/quoted.js';
import { askDatabase } from '../persistence/ask-database.js';
import { DatabaseService } from '../persistence/database.service.js';
import { RecentEvidence } from './recent-evidence.js';

/** What alerts were raised from: out of memory while it is there, then out of the database. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly alerts: AlertsService,
    private readonly recent: RecentEvidence,
    private readonly databases: DatabaseService,
  ) {}

  /**
   * @throws NotFoundException where there is no such alert, or nothing was kept of it; ServiceUnavailableException
   * where only the database can say so, and it is away
   */
  async report(alertId: string): Promise<EvidenceReport> {
    const alert = this.alerts.find(alertId);
    const evidence = this.recent.find(alertId);
    if (alert !== undefined && evidence !== undefined) return reportOf(alert, evidence, 'memory');
    if (this.databases.state().state === 'OFF') throw notKept(alertId);
    return askDatabase(this.databases, (database) => storedReport(database, alertId));
  }
}

async function storedReport(database: Database, alertId: string): Promise<EvidenceReport> {
  const documents = (await alertDocuments(database, [alertId])).get(alertId);
  const evidence = await readEvidence(database, alertId);
  if (documents === undefined || evidence === null) throw notKept(alertId);
  return reportOf(JSON.parse(documents.document) as AlertMessage, evidence, 'database');
}

function notKept(alertId: string): NotFoundException {
  return new NotFoundException([
    `no rows of alert ${quoted(alertId)} are kept; /alerts/history lists alerts`,
  ]);
}

function reportOf(
  { id, symbol, evidence: window }: AlertMessage,
  evidence: CollectedEvidence,
  keptIn: EvidenceReport['kept_in'],
): EvidenceReport {
  return {
    alert_id: id,
    symbol,
    window,
    input_hash: evidence.inputHash,
    complete: evidence.complete,
    row_count: evidence.rowCount,
    kept_in: keptIn,
    snapshots: evidenceSnapshots(rowsFromBytes(evidence.rows), evidence.toSequence, window.profile),
  };
}
