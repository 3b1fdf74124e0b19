/**
 * The one JSON text that a value has: keys in code-unit order, no blanks, numbers and texts as `JSON.stringify` writes
 * them; a property that is undefined is left out. Equal values give equal bytes whatever the order they were built in,
 * so that hashes over them can be compared (in the manner of RFC 8785).
 * @throws RangeError for a number that JSON cannot hold (NaN, infinite), TypeError for what is no JSON at all; both
 * name the place
 */
export function canonicalJson(value: unknown): string {
  return write(value, '');
}

function write(value: unknown, place: string): string {
  if (typeof value === 'number') return writeNumber(value, place);
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) {
    return `[${value.map((part, index) => write(part, `${place}[${index}]`)).join(',')}]`;
  }
  if (isPlainObject(value)) return writeObject(value, place);
  throw new TypeError(`${nameOf(place)} is ${kindOf(value)}; canonical JSON has no form for it`);
}

function writeNumber(value: number, place: string): string {
  if (Number.isFinite(value)) return JSON.stringify(value);
  throw new RangeError(`${nameOf(place)} is ${value}; canonical JSON holds finite numbers only`);
}

function writeObject(value: Readonly<Record<string, unknown>>, place: string): string {
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${write(value[key], place === '' ? key : `${place}.${key}`)}`);
  return `{${members.join(',')}}`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function nameOf(place: string): string {
  return place === '' ? 'the value' : place;
}

function kindOf(value: unknown): string {
  if (typeof value !== 'object') return typeof value;
  return `an instance of ${value?.constructor.name ?? 'nothing'}`;
}
