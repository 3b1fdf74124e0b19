import { createHash } from 'node:crypto';
import { type AlertEventKind } from '@genesis/contracts';

/**
 * Idempotency key: SHA-256 (hex) over alert id, kind and payload. The time is not part of it, so that what a loop over
 * the same data brings again is known to be the same. Ids and kinds hold no line break, which keeps the parts apart.
 */
export function eventKey(alertId: string | null, kind: AlertEventKind, payload: string): string {
  return createHash('sha256')
    .update(`${alertId ?? ''}\n${kind}\n${payload}`)
    .digest('hex');
}
