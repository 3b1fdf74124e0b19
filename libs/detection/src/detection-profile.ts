import { type ProfileName, type SignalType } from '@genesis/contracts';
import { type BookView } from './book-view.js';
import { type RaiseDetection } from './detection.js';
import { type DetectorStatus } from './detector.js';

/** The detectors of one instrument with what they share. */
export interface InstrumentDetectors {
  /** Runs every detector on the view's current row; returns the mask of signals that are on (see signalBit). */
  observe(view: BookView, raise: RaiseDetection): number;
  /** Says that event time has reached `tsMicros` without a row, so that decisions that are due are made. */
  advance(tsMicros: number, raise: RaiseDetection): void;
  statuses(): readonly { readonly type: SignalType; readonly status: DetectorStatus }[];
  resetWindows(): void;
}

export interface DetectorDescription {
  readonly type: SignalType;
  readonly description: string;
  readonly source: string;
  readonly settings: Readonly<Record<string, number | string>>;
}

/** A set of rules that a user picks by name; makes the detectors for each instrument. */
export interface DetectionProfile {
  readonly name: ProfileName;
  /** SHA-256 (first 16 hex digits) over the canonical JSON of the settings. */
  readonly configuration: string;
  readonly detectors: readonly DetectorDescription[];
  create(symbol: string): InstrumentDetectors;
}
