import { type AlertEventKind } from '@genesis/contracts';

/** What the engine goes by among the actors; no person may take the name. */
export const ENGINE_ACTOR = 'engine';

/** Something that happened to an alert, as it is kept. */
export interface AlertEvent {
  /** null for what concerns no single alert. */
  readonly alertId: string | null;
  readonly kind: AlertEventKind;
  /** UTC, ISO 8601 with six digits of the second, as `isoMicros` writes it. */
  readonly at: string;
  /** Who did it; `ENGINE_ACTOR` for the engine. */
  readonly actor: string;
  /** Canonical JSON. */
  readonly payload: string;
  /** Names what happened, whenever it is told: see `eventKey`. */
  readonly key: string;
}

/** An event in its place of the audit chain. */
export interface ChainLink extends AlertEvent {
  /** 1, 2, 3 … without holes. */
  readonly position: number;
  /** Hash of the link before it; `GENESIS_HASH` for the first. */
  readonly previousHash: string;
  readonly hash: string;
}

/** The newest link of a chain; position 0 and `GENESIS_HASH` where it is empty. */
export interface ChainHead {
  readonly position: number;
  readonly hash: string;
}

/** Wall-clock milliseconds since the epoch as an event carries them. */
export function isoMicros(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('Z', '000Z');
}
