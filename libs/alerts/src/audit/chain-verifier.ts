import { type ChainHead, type ChainLink } from './alert-event.js';
import { EMPTY_CHAIN, linkHash } from './hash-chain.js';

/** What can be wrong with a chain. */
export const CHAIN_DEFECTS = [
  /** The link does not have the hash of what it says: it, or its hash, was altered. */
  'ALTERED',
  /** One or more links before this one are missing. */
  'GAP',
  /** The place was seen before: links were reordered or doubled. */
  'REORDERED',
  /** The link is whole, but continues another one than the one before it: that one was put in its place. */
  'WRONG_PREVIOUS_HASH',
  /** The chain ends before the head that was exported. */
  'TRUNCATED',
  /** At the place of the exported head stands another link: the chain was written anew. */
  'OTHER_HEAD',
] as const;
export type ChainDefect = (typeof CHAIN_DEFECTS)[number];

export interface BrokenLink {
  readonly position: number;
  readonly defect: ChainDefect;
  /** In words: what is there, and what should be. */
  readonly message: string;
}

/**
 * Walks a chain link by link, in the order in which it is stored, and keeps the first thing that is wrong. With an
 * exported head it also finds that the end was cut off, or that the whole chain was written anew.
 */
export class ChainVerifier {
  #head: ChainHead = EMPTY_CHAIN;
  #broken: BrokenLink | null = null;

  constructor(readonly exported: ChainHead | null = null) {}

  /** How far the chain is whole. */
  get head(): ChainHead {
    return this.#head;
  }

  /** Takes the next link; false from the first broken one on. */
  add(link: ChainLink): boolean {
    this.#broken ??= this.#judge(link);
    if (this.#broken === null) this.#head = { position: link.position, hash: link.hash };
    return this.#broken === null;
  }

  /** The first broken link once all have been added, or null. */
  finish(): BrokenLink | null {
    if (this.#broken !== null || this.exported === null) return this.#broken;
    const { position } = this.#head;
    if (position >= this.exported.position) return null;
    const message = `the chain ends at ${position}, the exported head is ${this.exported.position}`;
    return { position: position + 1, defect: 'TRUNCATED', message };
  }

  #judge(link: ChainLink): BrokenLink | null {
    return this.#misplaced(link) ?? altered(link) ?? this.#detached(link) ?? this.#notTheHead(link);
  }

  #misplaced({ position }: ChainLink): BrokenLink | null {
    const expected = this.#head.position + 1;
    if (position === expected) return null;
    const message = `${position} stands where ${expected} is expected`;
    return { position: expected, defect: position > expected ? 'GAP' : 'REORDERED', message };
  }

  #detached({ position, previousHash }: ChainLink): BrokenLink | null {
    if (previousHash === this.#head.hash) return null;
    const message = `continues a link with hash ${previousHash}; the one before it has ${this.#head.hash}`;
    return { position, defect: 'WRONG_PREVIOUS_HASH', message };
  }

  #notTheHead({ position, hash }: ChainLink): BrokenLink | null {
    if (position !== this.exported?.position || hash === this.exported.hash) return null;
    const message = `has hash ${hash}; the exported head has ${this.exported.hash}`;
    return { position, defect: 'OTHER_HEAD', message };
  }
}

function altered(link: ChainLink): BrokenLink | null {
  const hash = linkHash(link);
  if (hash === link.hash) return null;
  const message = `the hash over what is stored is ${hash}; stored is ${link.hash}`;
  return { position: link.position, defect: 'ALTERED', message };
}
