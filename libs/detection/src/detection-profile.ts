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
  /** The earliest moment at which a decision falls due without a row; Infinity while none waits. */
  readonly dueMicros: number;
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
  /** SHA-256 (first 16 hex digits) over the canonical JSON of the settings, those of single symbols included. */
  readonly configuration: string;
  /** With the settings of every symbol that has none of its own. */
  readonly detectors: readonly DetectorDescription[];
  /** With the settings that `symbol` is judged by. */
  detectorsFor(symbol: string): readonly DetectorDescription[];
  /** Names the settings that `symbol` is judged by, as `configuration` would if they were those of all. */
  configurationOf(symbol: string): string;
  create(symbol: string): InstrumentDetectors;
  /**
   * Gives detectors that a profile of this name has made for `symbol` the settings of this one, from event time
   * `tsMicros` on, up to which they have been advanced. What they have learnt, and what waits, stays.
   * @throws TypeError for detectors of another profile
   */
  retune(symbol: string, detectors: InstrumentDetectors, tsMicros: number): void;
}
