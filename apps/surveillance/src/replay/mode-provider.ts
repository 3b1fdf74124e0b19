import { type ActiveMode } from '@genesis/contracts';
import { type SnapshotSource } from '@genesis/ingest';

export type Availability =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: string;
      /** Whether its settings ask for this mode: then it is missed, else it is just not there. */
      readonly configured: boolean;
    };

/** One way to get snapshots. The list under MODE_PROVIDERS has one for each mode that this build knows. */
export interface ModeProvider {
  readonly mode: ActiveMode;
  /** True where the data have no end, so that a seek needs a bound of its own. */
  readonly endless: boolean;
  /** A quick look, without opening anything that stays open. */
  available(): Promise<Availability>;
  /** @throws when it cannot be opened; the message says why in one line */
  open(): Promise<SnapshotSource>;
}

export const MODE_PROVIDERS = Symbol('MODE_PROVIDERS');
