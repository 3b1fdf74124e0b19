const TYPES = ['counter', 'gauge', 'histogram', 'summary', 'untyped'] as const;
type MetricType = (typeof TYPES)[number];

export interface Sample {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
}

export interface Family {
  readonly name: string;
  help: string;
  type: MetricType;
  readonly samples: Sample[];
}

const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)( -?\d+)?$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(,|$)/y;
const SUFFIXES = /_(bucket|sum|count)$/;

/**
 * Reads Prometheus's text format 0.0.4, strictly: each line has to be one that the format knows, a family's lines stand
 * together, HELP and TYPE before its samples, no series twice, histograms whole and growing.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 * @throws Error that quotes the line
 */
export function readExposition(text: string): Map<string, Family> {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const families = new Map<string, Family>();
  const seen = new Set<string>();
  let current: Family | null = null;
  for (const line of text.slice(0, -1).split('\n')) {
    if (line === '') continue;
    if (line.startsWith('# ')) current = readComment(line, families, current);
    else readSample(line, current, seen);
  }
  for (const family of families.values()) if (family.type === 'histogram') checkHistogram(family);
  return families;
}

function readComment(line: string, families: Map<string, Family>, current: Family | null): Family {
  const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) ?(.*)$/.exec(line) ?? [];
  if (kind === undefined || !/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name))
    throw new Error(`no comment of the format: ${line}`);
  const family =
    current?.name === name ? current : { name, help: '', type: 'untyped' as MetricType, samples: [] };
  if (family !== current && families.has(name)) throw new Error(`in two places: ${line}`);
  if (family.samples.length > 0) throw new Error(`after its samples: ${line}`);
  families.set(name, family);
  if (kind === 'HELP') family.help = rest;
  else family.type = typeOf(rest, line);
  return family;
}

function typeOf(text: string, line: string): MetricType {
  const type = TYPES.find((known) => known === text);
  if (type === undefined) throw new Error(`no such type: ${line}`);
  return type;
}

function readSample(line: string, family: Family | null, seen: Set<string>): void {
  const [, name, labels = '', value] = SAMPLE.exec(line) ?? [];
  if (name === undefined) throw new Error(`no sample of the format: ${line}`);
  const base = family?.type === 'histogram' ? name.replace(SUFFIXES, '') : name;
  if (base !== family?.name) throw new Error(`not of the family before it: ${line}`);
  const sample = { name, labels: readLabels(labels, line), value: numberOf(value, line) };
  const key = `${name} ${JSON.stringify([...sample.labels].sort())}`;
  if (seen.has(key)) throw new Error(`twice: ${line}`);
  seen.add(key);
  family.samples.push(sample);
}

function readLabels(text: string, line: string): Map<string, string> {
  const labels = new Map<string, string>();
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.length) {
    const match = LABEL.exec(text);
    if (match === null) throw new Error(`labels out of order: ${line}`);
    if (labels.has(match[1])) throw new Error(`a label twice: ${line}`);
    labels.set(match[1], match[2]);
  }
  return labels;
}

/** As Prometheus itself reads them: `NaN` in any case. */
function numberOf(text: string, line: string): number {
  if (/^nan$/i.test(text)) return NaN;
  const value = text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text);
  if (Number.isNaN(value)) throw new Error(`not a number: ${line}`);
  return value;
}

/** Of each series: buckets that grow up to `+Inf`, which is the count, and a sum. */
function checkHistogram({ name, samples }: Family): void {
  const series = new Map<string, Sample[]>();
  for (const sample of samples) {
    const key = JSON.stringify([...sample.labels].filter(([label]) => label !== 'le').sort());
    series.set(key, [...(series.get(key) ?? []), sample]);
  }
  for (const [key, parts] of series) {
    const buckets = parts.filter((part) => part.name.endsWith('_bucket'));
    const bounds = buckets.map(({ labels }) => Number((labels.get('le') ?? '').replace('+Inf', 'Infinity')));
    const counts = buckets.map(({ value }) => value);
    const count = parts.find((part) => part.name === `${name}_count`)?.value;
    if (!grows(bounds) || bounds.at(-1) !== Infinity)
      throw new Error(`bounds of ${name}${key}: ${bounds.join(' ')}`);
    if (counts.some((value, i) => i > 0 && value < counts[i - 1])) throw new Error(`${name}${key} shrinks`);
    if (count !== counts.at(-1)) throw new Error(`${name}${key}: ${count} in all, not ${counts.at(-1)}`);
    if (!parts.some((part) => part.name === `${name}_sum`)) throw new Error(`${name}${key} has no sum`);
  }
}

function grows(values: readonly number[]): boolean {
  return values.every((value, i) => i === 0 || value > values[i - 1]);
}
