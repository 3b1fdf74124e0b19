import { type DetectorState, type ProfileName, type SignalType } from './signals.js';

/** REST `GET /detectors`: one entry per detector of the profile in use. */
export interface DetectorReport {
  readonly type: SignalType;
  readonly profile: ProfileName;
  readonly description: string;
  /** Regulation or paper. */
  readonly source: string;
  readonly settings: Readonly<Record<string, number | string>>;
  /** Per symbol: is it watching, and if not, why. */
  readonly symbols: Readonly<
    Record<string, { readonly state: DetectorState; readonly reason: string | null }>
  >;
}
