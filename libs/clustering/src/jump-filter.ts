/**
 * Which of a few states a series of costs speaks for, when each change of state costs `penalty`: the forward pass of a jump
 * model (Bemporad, Breschi, Piga, Boyd, "Fitting jump models", Automatica 96, 2018; Nystrup, Lindström, Madsen, "Learning
 * hidden Markov models with persistent states by penalizing jumps", Expert Systems with Applications 150, 2020). Online,
 * what was said is never revised: a state is left when even the cheapest path that ends in it comes out of another one, and then
 * for the state in which the cheapest path ends. So a change back takes as much evidence again.
 */
export class JumpFilter {
  /** Least cost of all paths that end in each state, above the cheapest one. */
  readonly #costs: Float64Array;
  #state: number;

  constructor(
    readonly states: number,
    readonly penalty: number,
    readonly start: number,
  ) {
    this.#costs = new Float64Array(states);
    this.#state = start;
    this.reset();
  }

  get state(): number {
    return this.#state;
  }

  /** Takes what each state costs for a moment that counts `weight`; returns the state. A cost of Infinity excludes it. */
  step(stateCosts: Float64Array, weight: number): number {
    const costs = this.#costs;
    let cheapest = Infinity;
    let best = this.#state;
    for (let state = 0; state < this.states; state++) {
      const cost = Math.min(costs[state], this.penalty) + weight * stateCosts[state];
      costs[state] = cost;
      if (cost >= cheapest) continue;
      cheapest = cost;
      best = state;
    }
    for (let state = 0; state < this.states; state++) costs[state] -= cheapest;
    if (costs[this.#state] >= this.penalty) this.#state = best;
    return this.#state;
  }

  reset(): void {
    this.#costs.fill(this.penalty);
    this.#costs[this.start] = 0;
    this.#state = this.start;
  }
}
