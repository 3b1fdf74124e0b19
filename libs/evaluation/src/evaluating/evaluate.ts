import { type DetectionProfile } from '@genesis/detection';
import { type SnapshotSource } from '@genesis/ingest';
import { type InjectionSettings } from '../injection/injection-settings.js';
import { recordBook, type RecordingOptions } from '../recording/record-book.js';
import { roundHalfEven } from '../scoring/round-half-even.js';
import { activeHours } from '../scoring/row-times.js';
import { type ScoredLabel } from '../scoring/scored-label.js';
import { evaluateProfile, type ProfileEvaluation } from './evaluate-profile.js';
import { injectedMaterial, labelledMaterial, type Material } from './prepare-stretches.js';
import { rowTimesOf } from './stretch.js';

/** What is measured on what. */
export interface EvaluationRequest extends MaterialRequest {
  readonly profiles: readonly DetectionProfile[];
  /** Profiles that have not begun when it is aborted are left out. */
  readonly signal?: AbortSignal | undefined;
}

export interface MaterialRequest {
  readonly source: SnapshotSource;
  /** Episodes that the source holds already; without them, episodes are laid over its rows. */
  readonly labels?: readonly ScoredLabel[] | undefined;
  readonly injection?: Partial<InjectionSettings> | undefined;
  /** Times that episodes are laid over the book, with consecutive seeds; 1 unless given. */
  readonly rounds?: number | undefined;
  readonly recording?: RecordingOptions | undefined;
}

export interface Evaluation {
  readonly symbol: string;
  readonly rows: number;
  readonly hours: number;
  /** The recording reached its limit: the rest of the source was not looked at. */
  readonly cut: boolean;
  readonly labels: 'given' | 'injected';
  readonly rounds: number;
  readonly unobservable: Readonly<Record<string, string>>;
  readonly unplaced: Readonly<Record<string, number>>;
  readonly profiles: readonly ProfileEvaluation[];
}

/**
 * Measures profiles on a source: with the labels that it comes with, or with episodes laid over its rows.
 * @throws UnusableInputError from the source; RangeError for settings out of their bounds
 */
export async function evaluate(request: EvaluationRequest): Promise<Evaluation> {
  return evaluateMaterial(await prepareMaterial(request), request);
}

/** Measures profiles on a material that is there already. */
export async function evaluateMaterial(
  material: Material,
  request: Pick<EvaluationRequest, 'profiles' | 'signal'>,
): Promise<Evaluation> {
  const profiles: ProfileEvaluation[] = [];
  for (const profile of request.profiles) {
    if (request.signal?.aborted) break;
    profiles.push(await evaluateProfile(material, profile));
  }
  const { book, stretches, labelsGiven, unobservable, unplaced } = material;
  return {
    symbol: book.symbol,
    rows: book.length,
    hours: roundHalfEven(activeHours(rowTimesOf(book)), 4),
    cut: book.cut,
    labels: labelsGiven ? 'given' : 'injected',
    rounds: stretches.length,
    unobservable,
    unplaced,
    profiles,
  };
}

/** Reads the source and lays the episodes over it. */
export async function prepareMaterial(request: MaterialRequest): Promise<Material> {
  const { source, labels, injection = {}, rounds = 1, recording } = request;
  const book = await recordBook(source, recording);
  return labels === undefined ? injectedMaterial(book, injection, rounds) : labelledMaterial(book, labels);
}
