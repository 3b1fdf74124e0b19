import { type DetectorCanary } from './canary-report.js';
import { type DetectorState, type ProfileName, type SignalType } from './signals.js';

/** What a detector is, and what it is doing. */
export interface DetectorReport {
  readonly type: SignalType;
  readonly profile: ProfileName;
  readonly description: string;
  /** Regulation or paper. */
  readonly source: string;
  /** Those of every symbol that has none of its own. */
  readonly settings: Readonly<Record<string, number | string>>;
  /** Per symbol: is it watching, and if not, why. */
  readonly symbols: Readonly<
    Record<string, { readonly state: DetectorState; readonly reason: string | null }>
  >;
}

/** A setting that can be changed, and what to. */
export interface DetectorParameter {
  readonly name: string;
  readonly unit: string;
  /** The profile's own value. */
  readonly default: number;
  readonly lowest: number;
  readonly highest: number;
  /** Only whole numbers. */
  readonly whole: boolean;
  /** Detectors that have this setting in common with this one: a change is one of theirs too. */
  readonly shared_with: readonly SignalType[];
}

/** A changed setting: by the configuration of the service, or by a request, which goes before it. */
export interface DetectorOverride {
  /** Null: for every symbol. */
  readonly symbol: string | null;
  readonly name: string;
  readonly value: number;
  readonly origin: 'configuration' | 'request';
}

/** REST `GET /detectors`: one entry per detector of the profile in use. */
export interface TunableDetectorReport extends DetectorReport {
  /** Names `settings`, and those of all other detectors, as alerts do in their evidence. */
  readonly configuration: string;
  /** Empty where the profile takes no changes. */
  readonly parameters: readonly DetectorParameter[];
  /** All settings of the symbols that have others than `settings`. */
  readonly symbol_settings: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
  readonly overrides: readonly DetectorOverride[];
  /** Whether it sees a known episode; WAITING before it was tried, and with canaries switched off. */
  readonly canary: DetectorCanary;
}
