import { type HealthIssue } from '@genesis/contracts';
import { type HealthFacts } from './health-facts.js';

/** Looks for one thing that can be wrong; null where it is not. */
export type HealthCheck = (facts: HealthFacts) => HealthIssue | null;
