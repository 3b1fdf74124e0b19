import fc from 'fast-check';
import { type AlertEvent, type ChainHead, type ChainLink, ENGINE_ACTOR, isoMicros } from './alert-event.js';
import { type BrokenLink, ChainVerifier } from './chain-verifier.js';
import { eventKey } from './event-key.js';
import { appendLink, EMPTY_CHAIN, linkHash } from './hash-chain.js';

function event(number: number): AlertEvent {
  const payload = JSON.stringify({ note: `n${number}` });
  const alertId = `a${number % 3}`;
  return {
    alertId,
    kind: 'NOTED',
    at: isoMicros(1_700_000_000_000 + number),
    actor: number % 2 === 0 ? 'kim' : ENGINE_ACTOR,
    payload,
    key: eventKey(alertId, 'NOTED', payload),
  };
}

function chain(length: number): ChainLink[] {
  const links: ChainLink[] = [];
  for (let i = 1; i <= length; i++) links.push(appendLink(links.at(-1) ?? EMPTY_CHAIN, event(i)));
  return links;
}

function verify(links: readonly ChainLink[], exported: ChainHead | null = null): BrokenLink | null {
  const verifier = new ChainVerifier(exported);
  for (const link of links) verifier.add(link);
  return verifier.finish();
}

/** `text` with the character at `at` replaced by another one. */
function tamper(text: string, at: number): string {
  const index = at % text.length;
  const other = text[index] === '0' ? '1' : '0';
  return text.slice(0, index) + other + text.slice(index + 1);
}

const TEXT_FIELDS = ['kind', 'actor', 'at', 'payload', 'key', 'previousHash', 'hash'] as const;

describe('the audit chain', () => {
  it('hashes the canonical JSON of all that a link says', () => {
    const [link] = chain(1);
    // By Python: sha256(json.dumps(link, sort_keys=True, separators=(',', ':'))).
    expect(link.position).toBe(1);
    expect(link.at).toBe('2023-11-14T22:13:20.001000Z');
    expect(link.previousHash).toBe('0'.repeat(64));
    expect(link.hash).toBe('80949cacbbe267be2bd52e031f4e9111bdd7a1db37b4e994ede12dc351212f28');
  });

  it('is whole while nobody touched it, whatever its length', () => {
    for (const length of [0, 1, 2, 50]) {
      const links = chain(length);
      expect(verify(links)).toBeNull();
      expect(verify(links, links.at(-1) ?? EMPTY_CHAIN)).toBeNull();
    }
  });

  it('names the link of any single character that was changed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(...TEXT_FIELDS),
        fc.nat({ max: 200 }),
        (position, field, at) => {
          const links = chain(12);
          const link = links[position - 1];
          links[position - 1] = { ...link, [field]: tamper(link[field], at) };
          expect(verify(links)).toMatchObject({ position, defect: 'ALTERED' });
        },
      ),
    );
  });

  it('tells an alert from none', () => {
    const links = chain(3);
    links[1] = { ...links[1], alertId: null };
    expect(verify(links)).toMatchObject({ position: 2, defect: 'ALTERED' });
  });

  it('names the first missing place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 11 }), (position) => {
        const links = chain(12).filter((link) => link.position !== position);
        expect(verify(links)).toEqual({
          position,
          defect: 'GAP',
          message: `${position + 1} stands where ${position} is expected`,
        });
      }),
    );
  });

  it('finds links that changed places, and one that stands twice', () => {
    const [first, second, third] = chain(3);
    expect(verify([first, third, second])).toMatchObject({ position: 2, defect: 'GAP' });
    expect(verify([first, second, second, third])).toMatchObject({ position: 3, defect: 'REORDERED' });
  });

  it('finds a link that was written anew with a fitting hash by the one after it', () => {
    const links = chain(4);
    const forged = { ...links[1], payload: '{"note":"nothing happened"}' };
    links[1] = { ...forged, hash: linkHash(forged) };
    expect(verify(links)).toMatchObject({ position: 3, defect: 'WRONG_PREVIOUS_HASH' });
  });

  it('finds by an exported head that the end was cut off, or all was written anew', () => {
    const links = chain(5);
    const head = links[4];
    expect(verify(links.slice(0, 3), head)).toEqual({
      position: 4,
      defect: 'TRUNCATED',
      message: 'the chain ends at 3, the exported head is 5',
    });
    const forged = chain(5).map((link) => ({ ...link, actor: 'nobody' }));
    const anew: ChainLink[] = [];
    for (const link of forged) anew.push(appendLink(anew.at(-1) ?? EMPTY_CHAIN, link));
    expect(verify(anew)).toBeNull();
    expect(verify(anew, head)).toMatchObject({ position: 5, defect: 'OTHER_HEAD' });
  });

  it('takes a chain that has grown since its head was exported', () => {
    const links = chain(6);
    expect(verify(links, links[2])).toBeNull();
  });

  it('says how far the chain is whole', () => {
    const links = chain(4);
    const verifier = new ChainVerifier();
    expect(verifier.add(links[0])).toBe(true);
    expect(verifier.add(links[2])).toBe(false);
    expect(verifier.add(links[3])).toBe(false);
    expect(verifier.head.position).toBe(1);
  });
});

describe('eventKey', () => {
  it('depends on alert, kind and payload, and on nothing else', () => {
    const keys = [
      eventKey('a', 'NOTED', '{}'),
      eventKey('b', 'NOTED', '{}'),
      eventKey('a', 'RAISED', '{}'),
      eventKey('a', 'NOTED', '{"x":1}'),
    ];
    expect(new Set(keys).size).toBe(4);
    expect(eventKey('a', 'NOTED', '{}')).toBe(keys[0]);
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
  });
});
