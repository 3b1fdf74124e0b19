import { adjustedRandIndex } from '@genesis/clustering';
import { type Regime, REGIMES } from '@genesis/contracts';
import { type Phase, type PhaseLabel } from '@genesis/ingest';
import { MICROS_PER_SECOND, microsFromSeconds } from '@genesis/market';
import { type RegimeTrace } from './regime-trace.js';

const REGIME_OF_PHASE: Readonly<Record<Phase, Regime>> = {
  CALM: 'CALM',
  STRESSED: 'STRESSED',
  HOT: 'EXECUTION_HOT',
  MANIPULATED: 'MANIPULATION_SUSPECTED',
};

/** The first minute is not judged: a cold start is CALM by definition. */
const UNJUDGED_SECONDS = 60;

/** The regimes of one instrument against the phases that the simulator says it went through, second by second. */
export interface RegimeJudgement {
  readonly accuracy: number;
  readonly adjustedRandIndex: number;
  /** Seconds by true regime, then by the one that was named. */
  readonly confusion: readonly (readonly number[])[];
  readonly truth: readonly number[];
}

/** `phases` are those of the trace's symbol. A second belongs to the phase that is on when it begins. */
export function judgeRegimes(trace: RegimeTrace, phases: readonly PhaseLabel[]): RegimeJudgement {
  const truth = trueRegimes(trace, phases);
  const since = trace.seconds[0] + UNJUDGED_SECONDS * MICROS_PER_SECOND;
  const judged = truth.map((_, i) => i).filter((i) => trace.seconds[i] >= since);
  const confusion = REGIMES.map(() => REGIMES.map(() => 0));
  for (const i of judged) confusion[truth[i]][trace.regimes[i]]++;
  const right = REGIMES.reduce((sum, _, regime) => sum + confusion[regime][regime], 0);
  return {
    accuracy: right / judged.length,
    adjustedRandIndex: adjustedRandIndex(
      judged.map((i) => truth[i]),
      judged.map((i) => trace.regimes[i]),
    ),
    confusion,
    truth,
  };
}

function trueRegimes({ seconds }: RegimeTrace, phases: readonly PhaseLabel[]): number[] {
  const ends = phases.map(({ end_ts: stamp }) => microsOfStamp(stamp));
  let phase = 0;
  return seconds.map((second) => {
    while (phase < phases.length - 1 && second >= ends[phase]) phase++;
    return REGIMES.indexOf(REGIME_OF_PHASE[phases[phase].phase]);
  });
}

/** `YYYY-MM-DD HH:MM:SS.ffffff`, UTC. */
function microsOfStamp(stamp: string): number {
  const millis = Date.parse(`${stamp.slice(0, 19).replace(' ', 'T')}Z`);
  return microsFromSeconds(millis / 1000) + Number(stamp.slice(20));
}
