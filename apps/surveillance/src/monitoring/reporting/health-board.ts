import { type HealthIssue } from '@genesis/contracts';
import { Injectable } from '@nestjs/common';

/** Looks for one thing that can be wrong; null where it is not. Cheap: every probe and every sweep asks. */
export type IssueCheck = () => HealthIssue | null;

/** Whether a part can do its work, and what an operator wants to know of it. */
export interface Readiness {
  readonly ready: boolean;
  readonly details: Readonly<Record<string, unknown>>;
}

export type ReadinessCheck = () => Readiness;

/**
 * Where the modules say how they are: what is wrong goes into `/health` as an issue with a code, what the service needs
 * in order to be of use goes into `/health/ready` under the name of the part. Global: whoever has something to say injects
 * it and adds a check in `onModuleInit`; Monitoring reads.
 */
@Injectable()
export class HealthBoard {
  readonly #issueChecks: IssueCheck[] = [];
  readonly #readinessChecks = new Map<string, ReadinessCheck>();

  addIssueCheck(check: IssueCheck): void {
    this.#issueChecks.push(check);
  }

  /** @throws Error where a part of that name is there already */
  addReadinessCheck(part: string, check: ReadinessCheck): void {
    if (this.#readinessChecks.has(part)) throw new Error(`two parts are named ${part} in /health/ready`);
    this.#readinessChecks.set(part, check);
  }

  /** What is wrong now, in the order in which the checks were added. */
  issues(): HealthIssue[] {
    return this.#issueChecks.map((check) => check()).filter((issue) => issue !== null);
  }

  /** Each part as it is now, in the order in which they were added. */
  readiness(): ReadonlyMap<string, Readiness> {
    return new Map([...this.#readinessChecks].map(([part, check]) => [part, check()]));
  }
}
