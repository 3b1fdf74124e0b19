import { type CanaryFinding, type SignalType } from '@genesis/contracts';
import { type DetectionProfile } from '@genesis/detection';
import { randomStream } from '@genesis/ingest';
import { runProfile } from '../evaluating/run-profile.js';
import { gridOf } from '../injection/book-grid.js';
import { feedOf } from '../injection/feed.js';
import { habitsOf } from '../injection/market-habits.js';
import { type RecordedBook } from '../recording/recorded-book.js';
import { RecordedSource } from '../recording/recorded-source.js';
import { failed, notLaid } from './canary-finding.js';
import { missingForCanaries } from './canary-needs.js';
import { type CanaryGround } from './place-canary.js';
import { type CanaryTrial, tryDetector } from './try-detector.js';

const NO_GRID = 'the newest rows agree on no tick and lot size';

export interface CanaryRequest {
  /** The newest rows of an instrument, as validation accepted them. */
  readonly book: RecordedBook;
  /** The detectors as they are in use. */
  readonly profile: DetectionProfile;
  readonly seed: number;
}

/**
 * Tries every detector of a profile: an easy episode of its type is laid over a copy of the rows, and a pipeline of its own
 * has to raise the alert, of the right side and in time. The same rows, profile and seed give the same findings.
 */
export async function runCanaries({ book, profile, seed }: CanaryRequest): Promise<CanaryFinding[]> {
  const types = profile.detectors.map(({ type }) => type);
  const missing = missingForCanaries(book.length, spanOf(book));
  if (missing !== null) return types.map((type) => notLaid(type, 'WAITING', missing));
  const ground = groundOf(book);
  if (ground === null) return types.map((type) => notLaid(type, 'UNCLEAR', NO_GRID));
  try {
    const natural = await runProfile(new RecordedSource(book, book.symbol), profile);
    return await tryAll(types, { ground, profile, natural }, seed);
  } catch (error) {
    return types.map((type) => failed(type, 0, error));
  }
}

async function tryAll(
  types: readonly SignalType[],
  trial: CanaryTrial,
  seed: number,
): Promise<CanaryFinding[]> {
  const findings: CanaryFinding[] = [];
  for (const type of types) {
    const random = randomStream(seed, trial.ground.book.symbol, `canary/${type}`);
    findings.push(await tryDetector(type, trial, random));
  }
  return findings;
}

function groundOf(book: RecordedBook): CanaryGround | null {
  const grid = gridOf(book);
  if (grid === null) return null;
  return { book, grid, feed: feedOf(book, book.length), habits: habitsOf(book, 0, book.length, grid) };
}

function spanOf(book: RecordedBook): number {
  return book.length === 0 ? 0 : book.tsAt(book.length - 1) - book.tsAt(0);
}
