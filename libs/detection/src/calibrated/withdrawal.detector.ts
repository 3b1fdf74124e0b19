import { type BookView } from '../book-view.js';
import { type RaiseDetection } from '../detection.js';
import { type DetectorStatus } from '../detector.js';
import { type CalibratedDetector, warmUpStatus } from './calibrated-detector.js';
import { type InstrumentAnalysis } from './instrument-analysis.js';
import { detectionOfAct } from './withdrawal-detection.js';
import { type JudgedAct, type WithdrawalWatch } from './withdrawal-watch.js';

/**
 * SPOOFING and LAYERING: large orders placed, and withdrawn unexecuted (2016/522 Annex II s.1 5(e), FINRA
 * 5210.03, CEA 4c(a)(5)(C); Cartea, Jaimungal, Wang, ssrn 3431139). The two differ in the number of prices;
 * `WithdrawalWatch` tells them apart and serves both.
 */
export class WithdrawalDetector implements CalibratedDetector {
  readonly #judged: JudgedAct[];

  constructor(
    readonly type: 'SPOOFING' | 'LAYERING',
    readonly watch: WithdrawalWatch,
    readonly analysis: InstrumentAnalysis,
  ) {
    this.#judged = type === 'SPOOFING' ? watch.spoofing : watch.layering;
  }

  observe(view: BookView, raise: RaiseDetection): boolean {
    return this.#raiseAll(view.tsMicros, view.sequence, raise);
  }

  advance(tsMicros: number, sequence: number, raise: RaiseDetection): void {
    this.watch.advance(tsMicros);
    this.#raiseAll(tsMicros, sequence, raise);
  }

  status(): DetectorStatus {
    return warmUpStatus(this.analysis);
  }

  resetWindows(): void {
    this.watch.reset();
  }

  #raiseAll(tsMicros: number, sequence: number, raise: RaiseDetection): boolean {
    const raised = this.#judged.length > 0;
    for (const act of this.#judged) raise(detectionOfAct(this.type, act, tsMicros, sequence));
    this.#judged.length = 0;
    return raised;
  }
}
