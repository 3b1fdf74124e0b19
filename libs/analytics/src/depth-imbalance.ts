/**
 * Order-book imbalance (ΣB − ΣA)/(ΣB + ΣA) of what stands on the two sides, in [−1, 1]; positive where bids outweigh.
 * 0 where both are empty: nothing leans either way.
 */
export function depthImbalance(bidDepth: number, askDepth: number): number {
  const total = bidDepth + askDepth;
  return total === 0 ? 0 : (bidDepth - askDepth) / total;
}
