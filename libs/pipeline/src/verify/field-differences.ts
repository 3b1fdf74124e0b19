import { type FieldDifference } from './verification.js';

const ABSENT = 'absent';

/** The fields in which two JSON documents differ, in the order of the stored one. */
export function fieldDifferences(stored: string, replayed: string): FieldDifference[] {
  const before = fieldsOf(stored);
  const after = fieldsOf(replayed);
  const differences: FieldDifference[] = [];
  for (const field of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(field) ?? ABSENT, after.get(field) ?? ABSENT];
    if (was !== is) differences.push({ field, stored: was, replayed: is });
  }
  return differences;
}

/** Paths of the leaves, with their JSON. */
function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  collect(JSON.parse(text), '', fields);
  return fields;
}

function collect(value: unknown, path: string, fields: Map<string, string>): void {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
    fields.set(path, JSON.stringify(value));
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    const step = Array.isArray(value) ? `[${key}]` : path === '' ? key : `.${key}`;
    collect(inner, path + step, fields);
  }
}
