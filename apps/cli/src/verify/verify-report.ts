import { VERDICTS, type Verdict, type Verification } from '@genesis/pipeline';
import { formatCount } from '../output/format.js';

/** Fields named in the text at the most; JSON has all. */
const FIELDS_NAMED = 5;

export interface VerifyFacts {
  readonly elapsedSeconds: number;
  readonly interrupted: boolean;
}

/** For people: a line for each alert that is `told`, and how many there are of each verdict. */
export function verifyText(
  verifications: readonly Verification[],
  facts: VerifyFacts,
  told: (verification: Verification) => boolean,
): string {
  const lines = verifications.filter(told).flatMap(linesOf);
  const counts = Object.entries(verdictCounts(verifications)).map(
    ([verdict, count]) => `${formatCount(count)} ${verdict}`,
  );
  const state = facts.interrupted ? ' until it was interrupted' : '';
  const all = `${formatCount(verifications.length)} alerts in ${facts.elapsedSeconds.toFixed(2)} s${state}`;
  return `${[...lines, [all, ...counts].join(', ')].join('\n')}\n`;
}

export function verifyJson(verifications: readonly Verification[], facts: VerifyFacts): object {
  return {
    alerts: verifications.length,
    verdicts: verdictCounts(verifications),
    elapsed_seconds: facts.elapsedSeconds,
    interrupted: facts.interrupted,
    verifications,
  };
}

function verdictCounts(verifications: readonly Verification[]): Partial<Record<Verdict, number>> {
  const counts: Partial<Record<Verdict, number>> = {};
  for (const name of VERDICTS) {
    const count = verifications.filter(({ verdict }) => verdict === name).length;
    if (count > 0) counts[name] = count;
  }
  return counts;
}

function linesOf({ id, verdict, reason, differences }: Verification): string[] {
  const named = differences.slice(0, FIELDS_NAMED);
  const more = differences.length - named.length;
  return [
    `${verdict.padEnd(12)} ${id}  ${reason}`,
    ...named.map(
      ({ field, stored, replayed }) => `             ${field}: stored ${stored}, replayed ${replayed}`,
    ),
    ...(more > 0 ? [`             and ${more} fields more`] : []),
  ];
}
