import { type HealthIssue } from '@genesis/contracts';

/** Degraded above the budget, unhealthy above the limit, null within both. */
export function grade(value: number, budget: number, limit: number): HealthIssue['severity'] | null {
  if (value > limit) return 'unhealthy';
  return value > budget ? 'degraded' : null;
}
