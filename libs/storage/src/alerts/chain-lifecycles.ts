import { applyStep, KIND_OF_ACTION, NEW_LIFECYCLE, type LifecycleStep } from '@genesis/alerts';
import {
  LIFECYCLE_ACTIONS,
  type AlertEventKind,
  type AlertLifecycle,
  type LifecycleAction,
} from '@genesis/contracts';
import { type PoolClient } from 'pg';

const ACTION_OF_KIND = new Map<AlertEventKind, LifecycleAction>(
  LIFECYCLE_ACTIONS.map((action) => [KIND_OF_ACTION[action], action]),
);
const STEP_KINDS = [...ACTION_OF_KIND.keys()];

interface StepRow {
  readonly alert_id: string;
  readonly kind: AlertEventKind;
  readonly payload: string;
}

/** How alerts stand by what the chain says; those without a step are left out. */
export async function readLifecycles(
  client: PoolClient,
  ids: readonly string[],
): Promise<Map<string, AlertLifecycle>> {
  const lifecycles = new Map<string, AlertLifecycle>();
  if (ids.length === 0) return lifecycles;
  const { rows } = await client.query<StepRow>(
    `SELECT alert_id, kind, payload FROM alert_events
     WHERE alert_id = ANY ($1::text[]) AND kind = ANY ($2::text[]) ORDER BY position`,
    [ids, STEP_KINDS],
  );
  for (const { alert_id: alertId, kind, payload } of rows) {
    const before = lifecycles.get(alertId) ?? NEW_LIFECYCLE;
    const step = stepOf(kind, payload);
    lifecycles.set(alertId, (step && applyStep(before, step)) ?? before);
  }
  return lifecycles;
}

/** The step that an event of the chain tells of; null for an event that is none. */
export function stepOf(kind: AlertEventKind, payload: string): LifecycleStep | null {
  const action = ACTION_OF_KIND.get(kind);
  if (action === undefined) return null;
  return { action, ...(JSON.parse(payload) as object) } as LifecycleStep;
}
