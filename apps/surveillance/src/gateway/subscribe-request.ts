import { type SubscribeRequest } from '@genesis/contracts';
import { quoted } from '../http/quoted.js';
import { RefusedRequest } from './refused-request.js';

/** Snapshots a second and symbol. */
export const MAX_RATE_BOUNDS = { min: 0.1, max: 1000 } as const;

const FIELDS: readonly string[] = ['room', 'maxRate'];

/**
 * What a client sent with `subscribe` or `unsubscribe`. The predecessor's clients send the bare name of the room.
 * @throws RefusedRequest naming field, value and what is allowed
 */
export function parseSubscribeRequest(payload: unknown): SubscribeRequest {
  if (typeof payload === 'string') return { room: payload };
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    throw new RefusedRequest(
      `payload: got ${quoted(payload)}; allowed: {"room": string, "maxRate"?: number}, or the room's name`,
    );
  }
  const { room, maxRate } = payload as Readonly<Record<string, unknown>>;
  if (typeof room !== 'string') {
    throw new RefusedRequest(`room: got ${quoted(room)}; allowed: a text such as "snapshots"`);
  }
  const unknown = Object.keys(payload).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) {
    throw new RefusedRequest(`${quoted(unknown)} is not a field here; allowed: ${FIELDS.join(', ')}`);
  }
  return maxRate === undefined || maxRate === null ? { room } : { room, maxRate: checkedRate(maxRate) };
}

function checkedRate(value: unknown): number {
  const { min, max } = MAX_RATE_BOUNDS;
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw new RefusedRequest(
    `maxRate: got ${quoted(value)}; allowed: a number from ${min} to ${max} (snapshots a second and symbol)`,
  );
}
