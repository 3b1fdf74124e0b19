/** To three decimals, for the factors and messages that people read. */
export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
