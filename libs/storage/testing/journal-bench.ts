import { type AlertMessage, type AnomalyMessage } from '@genesis/contracts';
import { type JournalListener } from '../src/write-queue/journal-listener.js';
import { type JournalParts } from '../src/write-queue/journal-parts.js';
import { DEFAULT_JOURNAL_SETTINGS, type JournalSettings } from '../src/write-queue/journal-settings.js';
import { type JournalTarget } from '../src/write-queue/journal-target.js';

/** An alert that stands for `repeats` repeats. */
export function alertNamed(id: string, repeats = 0, changes: Partial<AlertMessage> = {}): AlertMessage {
  return {
    id,
    timestamp: 1_340_285_412.75,
    event_time: 1_340_285_412.25,
    symbol: 'AAPL',
    sequence: 251,
    type: 'SPOOFING',
    side: 'bid',
    severity: 'MEDIUM',
    base_severity: 'MEDIUM',
    score: 82.5,
    message: 'spoofing-like',
    counterfactual: null,
    price: 585.31,
    factors: [],
    evidence: {
      from: 1_340_285_410.5,
      to: 1_340_285_412.25,
      from_sequence: 210,
      to_sequence: 249,
      profile: 'calibrated',
      configuration: '9b1c0a7de2f34856',
      engine: '0.1.0',
      state_from: 1_340_285_400,
      state_from_sequence: 1,
    },
    fingerprint: '5d41402abc4b2a76b9719d911017c592',
    suppressed: { deduplicated: repeats, cool_down: 0 },
    escalated: false,
    ...changes,
  };
}

export function anomalyNamed(id: string, changes: Partial<AnomalyMessage> = {}): AnomalyMessage {
  return {
    id,
    timestamp: 1_340_285_412.75,
    symbol: 'AAPL',
    line: 7,
    sequence: 6,
    level: 5,
    code: 'CROSSED_BOOK',
    severity: 'HIGH',
    action: 'QUARANTINED',
    field: null,
    before: null,
    after: null,
    issue: 'crossed',
    ...changes,
  };
}

/** A journal's surroundings under the control of a test: clocks that stand still, a log of what it tells. */
export class JournalBench {
  now = 1_700_000_000_000;
  target: JournalTarget | null = null;
  readonly told: string[] = [];
  readonly settings: JournalSettings;

  constructor(spoolFolder: string, changes: Partial<JournalSettings> = {}) {
    this.settings = { ...DEFAULT_JOURNAL_SETTINGS, spoolFolder, ...changes };
  }

  get parts(): JournalParts {
    return {
      settings: this.settings,
      clock: { epochMs: () => this.now, nowMs: () => this.now },
      listener: this.#listener(),
      target: () => this.target,
    };
  }

  #listener(): JournalListener {
    const tell = (text: string): void => void this.told.push(text);
    return {
      written: () => undefined,
      dropped: (count) => tell(`dropped ${count}`),
      spoolFailed: (message) => tell(`spool failed: ${message}`),
      spoolRecovered: () => tell('spool recovered'),
      writeFailed: (message) => tell(`write failed: ${message}`),
      writeRecovered: () => tell('write recovered'),
      damaged: (_file, lines) => tell(`damaged: ${lines.join('|')}`),
      refused: (_file, message) => tell(`refused: ${message}`),
    };
  }
}
