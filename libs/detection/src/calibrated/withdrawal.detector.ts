import { type RaiseDetection } from '../detection.js';
import { type DetectorStatus } from '../detector.js';
import { type WaitingDetector, warmUpStatus } from './calibrated-detector.js';
import { type InstrumentAnalysis } from './instrument-analysis.js';
import { detectionOfAct } from './withdrawal-detection.js';
import { type JudgedAct, type WithdrawalWatch } from './withdrawal-watch.js';

/**
 * SPOOFING and LAYERING: large orders placed, and withdrawn unexecuted (2016/522 Annex II s.1 5(e), FINRA
 * 5210.03, CEA 4c(a)(5)(C); Cartea, Jaimungal, Wang, ssrn 3431139). The two differ in the number of prices;
 * `WithdrawalWatch` tells them apart and serves both.
 */
export class WithdrawalDetector implements WaitingDetector {
  readonly #judged: JudgedAct[];

  constructor(
    readonly type: 'SPOOFING' | 'LAYERING',
    readonly watch: WithdrawalWatch,
    readonly analysis: InstrumentAnalysis,
  ) {
    this.#judged = type === 'SPOOFING' ? watch.spoofing : watch.layering;
  }

  /** A withdrawal is judged when the time for its explanations is over, never on a row. */
  observe(): boolean {
    return false;
  }

  get dueMicros(): number {
    return this.watch.dueMicros;
  }

  advance(tsMicros: number, sequence: number, raise: RaiseDetection): boolean {
    this.watch.advance(tsMicros);
    const judged = this.#judged;
    if (judged.length === 0) return false;
    for (const act of judged) raise(detectionOfAct(this.type, act, sequence));
    judged.length = 0;
    return true;
  }

  status(): DetectorStatus {
    return warmUpStatus(this.analysis);
  }

  resetWindows(): void {
    this.watch.reset();
  }
}
