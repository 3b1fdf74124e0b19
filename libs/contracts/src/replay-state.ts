export const MODES = ['AUTO', 'DB_REPLAY', 'CSV_REPLAY', 'SIMULATION'] as const;
export type Mode = (typeof MODES)[number];
/** What is really running; AUTO always resolves to one of these. */
export type ActiveMode = Exclude<Mode, 'AUTO'>;

export const CONTROLLER_STATES = ['STARTING', 'PLAYING', 'PAUSED', 'ENDED', 'FAILED'] as const;
export type ControllerState = (typeof CONTROLLER_STATES)[number];

/** REST `GET /replay`, Socket.IO event `replay`. Times are epoch seconds of the data. */
export interface ReplayState {
  readonly mode: ActiveMode;
  readonly requested_mode: Mode;
  readonly source: string;
  readonly state: ControllerState;
  readonly speed: number;
  readonly loop: boolean;
  /** Passes over the data that were completed. */
  readonly loops_completed: number;
  readonly symbols: readonly string[];
  /** Event time of the last snapshot shown; null before the first. */
  readonly position: number | null;
  /** Event time of the next snapshot; null while none is known. */
  readonly next_position: number | null;
  /** Seconds of real time until it is shown; null unless playing. */
  readonly next_due_in: number | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly snapshots: number;
  /** True while a mode that was asked for (by MODE, or by settings of its own) is not the one in use. */
  readonly degraded: boolean;
  /** Why a mode with precedence is not the one in use, newest last. */
  readonly notices: readonly string[];
}
