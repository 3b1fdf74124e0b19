import { type CollectedEvidence } from '@genesis/alerts';
import { type AlertEvidence, type AlertMessage, type EvidenceReport } from '@genesis/contracts';
import { createProfile } from '@genesis/detection';
import { rowsFromBytes } from '@genesis/market';
import { evidenceSnapshots } from '@genesis/pipeline';
import { alertDocuments, type Database, readConfigurations, readEvidence } from '@genesis/storage';
import { Injectable, NotFoundException } from '@nestjs/common';
import { AlertsService } from '../alerts/alerts.service.js';
import { quoted } from '../http/quoted.js';
import { askDatabase } from '../persistence/ask-database.js';
import { DatabaseService } from '../persistence/database.service.js';
import { ConfigurationBook } from './configuration-book.js';
import { RecentEvidence } from './recent-evidence.js';

/** What alerts were raised from: out of memory while it is there, then out of the database. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly alerts: AlertsService,
    private readonly recent: RecentEvidence,
    private readonly databases: DatabaseService,
    private readonly book: ConfigurationBook,
  ) {}

  /**
   * @throws NotFoundException where there is no such alert, or nothing was kept of it; ServiceUnavailableException
   * where only the database can say so, and it is away
   */
  async report(alertId: string): Promise<EvidenceReport> {
    const alert = this.alerts.find(alertId);
    const evidence = this.recent.find(alertId);
    if (alert !== undefined && evidence !== undefined)
      return reportOf(alert, evidence, 'memory', this.#overrides(alert.evidence));
    if (this.databases.state().state === 'OFF') throw notKept(alertId);
    return askDatabase(this.databases, (database) => this.#storedReport(database, alertId));
  }

  async #storedReport(database: Database, alertId: string): Promise<EvidenceReport> {
    const documents = (await alertDocuments(database, [alertId])).get(alertId);
    const evidence = await readEvidence(database, alertId);
    if (documents === undefined || evidence === null) throw notKept(alertId);
    const alert = JSON.parse(documents.document) as AlertMessage;
    const overrides = this.#overrides(alert.evidence) ?? (await storedOverrides(database, alert.evidence));
    return reportOf(alert, evidence, 'database', overrides);
  }

  #overrides({ profile, configuration }: AlertEvidence): EvidenceReport['overrides'] {
    if (createProfile(profile).configuration === configuration) return {};
    return this.book.overridesOf(profile, configuration) ?? null;
  }
}

async function storedOverrides(
  database: Database,
  { profile, configuration }: AlertEvidence,
): Promise<EvidenceReport['overrides']> {
  const known = await readConfigurations(database);
  const found = known.find((each) => each.profile === profile && each.configuration === configuration);
  return found?.overrides ?? null;
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
  overrides: EvidenceReport['overrides'],
): EvidenceReport {
  return {
    alert_id: id,
    symbol,
    window,
    overrides,
    input_hash: evidence.inputHash,
    complete: evidence.complete,
    row_count: evidence.rowCount,
    kept_in: keptIn,
    snapshots: evidenceSnapshots(rowsFromBytes(evidence.rows), evidence.toSequence, window.profile),
  };
}
