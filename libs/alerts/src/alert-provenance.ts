import { type ConfigurationSpan, type ProfileName } from '@genesis/contracts';

/** What an alert was made by, and since when: enough to make it again. One object for many alerts. */
export interface AlertProvenance {
  readonly profile: ProfileName;
  /** See `AlertEvidence.configuration`. */
  readonly configuration: string;
  readonly engine: string;
  /** The first row that the pipeline saw of the symbol since its state began: stamp in microseconds, and number. */
  readonly stateFromMicros: number;
  readonly stateFromSequence: number;
  /** See `AlertEvidence.configurations`. */
  readonly configurations?: readonly ConfigurationSpan[];
}
