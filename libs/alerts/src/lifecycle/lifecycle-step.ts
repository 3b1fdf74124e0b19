import { type AlertEventKind, type CloseReason, type LifecycleAction } from '@genesis/contracts';

/** What an analyst does with an alert. */
export type LifecycleStep =
  | { readonly action: 'acknowledge'; readonly note: string | null }
  | { readonly action: 'escalate'; readonly note: string | null }
  | { readonly action: 'close'; readonly reason: CloseReason; readonly note: string | null }
  /** null takes the alert from whoever has it. */
  | { readonly action: 'assign'; readonly assignee: string | null; readonly note: string | null }
  | { readonly action: 'notes'; readonly note: string };

/** What an action is called once it has happened. */
export const KIND_OF_ACTION: Readonly<Record<LifecycleAction, AlertEventKind>> = {
  acknowledge: 'ACKNOWLEDGED',
  escalate: 'ESCALATED',
  close: 'CLOSED',
  assign: 'ASSIGNED',
  notes: 'NOTED',
};
