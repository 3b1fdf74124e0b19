import { createHash } from 'node:crypto';
import { canonicalJson } from '@genesis/market';
import { type AlertEvent, type ChainHead, type ChainLink } from './alert-event.js';

/** What the first link has in the place of a hash before it. */
export const GENESIS_HASH = '0'.repeat(64);

export const EMPTY_CHAIN: ChainHead = { position: 0, hash: GENESIS_HASH };

/** The event as the link after `head`. */
export function appendLink(head: ChainHead, event: AlertEvent): ChainLink {
  const { alertId, kind, at, actor, payload, key } = event;
  const link = {
    alertId,
    kind,
    at,
    actor,
    payload,
    key,
    position: head.position + 1,
    previousHash: head.hash,
  };
  return { ...link, hash: linkHash(link) };
}

/** SHA-256 (hex) over the canonical JSON of all that a link says, its place and the hash before it among it. */
export function linkHash(link: Omit<ChainLink, 'hash'>): string {
  const { position, alertId, kind, at, actor, payload, key, previousHash } = link;
  const text = canonicalJson({
    position,
    alert_id: alertId,
    kind,
    at,
    actor,
    payload,
    key,
    previous_hash: previousHash,
  });
  return createHash('sha256').update(text).digest('hex');
}
