import { PROFILES, type AlertMessage, type ProfileName } from '@genesis/contracts';
import { type StoredAlert } from './stored-alert.js';

/** A form in which an alert is stored, and says it came out of the rows. */
export interface Claim {
  readonly stored: StoredAlert;
  readonly form: 'raised' | 'latest';
  readonly text: string;
  readonly alert: AlertMessage;
}

/** What a stored alert claims, or in words why it cannot be read as an alert. */
export function readClaims(stored: StoredAlert): Claim[] | string {
  const { id, raisedDocument, document } = stored;
  const raised = readAlert(raisedDocument, id);
  if (typeof raised === 'string') return `the form in which it was raised ${raised}`;
  const latest = readAlert(document, id);
  if (typeof latest === 'string') return `the latest form ${latest}`;
  return [
    { stored, form: 'raised', text: raisedDocument, alert: raised },
    { stored, form: 'latest', text: document, alert: latest },
  ];
}

function readAlert(text: string, id: string): AlertMessage | string {
  const value = parse(text);
  if (!isRecord(value)) return 'is no JSON object';
  const missing = FIELDS.find(([name, has]) => !has(value[name]));
  if (missing !== undefined) return `has no usable field "${missing[0]}"`;
  const evidence = value.evidence as Record<string, unknown>;
  const unnamed = EVIDENCE_FIELDS.find(([name, has]) => !has(evidence[name]));
  if (unnamed !== undefined) return `has no usable field "evidence.${unnamed[0]}"`;
  if (value.id !== id) return `is that of alert "${String(value.id)}"`;
  return value as unknown as AlertMessage;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Whatever it is, it is no alert; the caller says so.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

type Test = (value: unknown) => boolean;
const isText: Test = (value) => typeof value === 'string' && value !== '';
const isNumber: Test = (value) => typeof value === 'number';

/** What the replay goes by; everything else is only compared. */
const FIELDS: readonly (readonly [string, Test])[] = [
  ['id', isText],
  ['symbol', isText],
  ['timestamp', isNumber],
  ['sequence', isNumber],
  ['evidence', isRecord],
];
const EVIDENCE_FIELDS: readonly (readonly [string, Test])[] = [
  ['profile', isProfile],
  ['configuration', isText],
  ['engine', isText],
  ['to_sequence', isNumber],
  ['state_from', isNumber],
  ['state_from_sequence', isNumber],
  ['configurations', isAbsentOrSpans],
];

function isAbsentOrSpans(value: unknown): boolean {
  if (value === undefined) return true;
  return Array.isArray(value) && value.length > 0 && value.every(isSpan);
}

function isSpan(value: unknown): boolean {
  return (
    isRecord(value) && isText(value.configuration) && isNumber(value.from_sequence) && isNumber(value.from)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isProfile(value: unknown): value is ProfileName {
  return PROFILES.some((profile) => profile === value);
}
