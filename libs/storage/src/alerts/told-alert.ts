import { createHash } from 'node:crypto';
import { type AlertEventKind } from '@genesis/contracts';
import { canonicalJson } from '@genesis/market';

/** What the engine's events in the chain say of one alert. */
export class ToldAlert {
  settled = false;
  /** Whole alerts, as they were hashed into the chain. */
  readonly #payloads = new Set<string>();
  /** Of whole alerts, where the chain has no more than that: how they were when they were settled. */
  readonly #hashes = new Set<string>();

  add(kind: AlertEventKind, payload: string): void {
    if (kind !== 'SETTLED') {
      this.#payloads.add(payload);
      return;
    }
    this.settled = true;
    this.#hashes.add((JSON.parse(payload) as { document: string }).document);
  }

  /** Whether the engine told of this document. */
  has(document: string): boolean {
    if (this.#hashes.has(createHash('sha256').update(document).digest('hex'))) return true;
    try {
      return this.#payloads.has(canonicalJson(JSON.parse(document)));
    } catch (error) {
      // Somebody made something else of it.
      if (error instanceof SyntaxError) return false;
      throw error;
    }
  }
}
