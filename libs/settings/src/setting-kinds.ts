/** One thing that can be set through the environment. */
export interface SettingDefinition<T> {
  /** Environment name. */
  readonly env: string;
  readonly unit: string | null;
  readonly default: T;
  /** Bounds or values, in words. */
  readonly allowed: string;
  readonly description: string;
  /** Never shown in logs or errors. */
  readonly secret: boolean;
  /** The value that a text stands for; undefined where it is not allowed. */
  parse(text: string): T | undefined;
  /** The text that stands for a value, as it is written in `.env`. */
  format(value: T): string;
}

interface Common<T> {
  readonly env: string;
  readonly default: T;
  readonly description: string;
}

interface Bounded extends Common<number> {
  readonly unit: string;
  readonly min: number;
  readonly max: number;
}

export function integer(options: Bounded): SettingDefinition<number> {
  return numeric(options, 'a whole number', /^-?\d{1,15}$/);
}

export function decimal(options: Bounded): SettingDefinition<number> {
  return numeric(options, 'a number', /^-?\d{1,15}(\.\d{1,9})?$/);
}

function numeric(options: Bounded, kind: string, shape: RegExp): SettingDefinition<number> {
  const { min, max, ...common } = options;
  return {
    ...common,
    allowed: `${kind} from ${min} to ${max}`,
    secret: false,
    parse: (text) => {
      const value = shape.test(text) ? Number(text) : NaN;
      return value >= min && value <= max ? value : undefined;
    },
    format: String,
  };
}

/** One of a list; upper and lower case are the same. */
export function choice<T extends string>(
  options: Common<T> & { readonly values: readonly T[] },
): SettingDefinition<T> {
  const { values, ...common } = options;
  return {
    ...common,
    unit: null,
    allowed: `one of ${values.join(', ')}`,
    secret: false,
    parse: (text) => oneOf(values, text),
    format: String,
  };
}

/** One of a list, or nothing. */
export function optionalChoice<T extends string>(
  options: Common<T | null> & { readonly values: readonly T[] },
): SettingDefinition<T | null> {
  const { values, ...common } = options;
  return {
    ...common,
    unit: null,
    allowed: `one of ${values.join(', ')}; empty: recognised by name and content`,
    secret: false,
    parse: (text) => oneOf(values, text),
    format: (value) => value ?? '',
  };
}

function oneOf<T extends string>(values: readonly T[], text: string): T | undefined {
  return values.find((value) => value.toLowerCase() === text.toLowerCase());
}

const FLAGS = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['0', false],
  ['no', false],
  ['off', false],
]);

export function flag(options: Common<boolean>): SettingDefinition<boolean> {
  return {
    ...options,
    unit: null,
    allowed: 'true or false (also 1/0, yes/no, on/off)',
    secret: false,
    parse: (text) => FLAGS.get(text.toLowerCase()),
    format: String,
  };
}

interface Shaped {
  readonly shape: RegExp;
  readonly allowed: string;
  readonly secret?: boolean;
}

export function text(options: Common<string> & Shaped): SettingDefinition<string> {
  const { shape, secret = false, ...rest } = options;
  return {
    ...rest,
    unit: null,
    secret,
    parse: (value) => (shape.test(value) ? value : undefined),
    format: String,
  };
}

/** A text, or nothing. */
export function optionalText(options: Common<string | null> & Shaped): SettingDefinition<string | null> {
  const { shape, secret = false, ...rest } = options;
  return {
    ...rest,
    unit: null,
    secret,
    parse: (value) => (shape.test(value) ? value : undefined),
    format: (value) => value ?? '',
  };
}

/** Texts separated by `separator`; blanks around them do not count. */
export function list(
  options: Common<readonly string[]> & Shaped & { readonly separator: RegExp },
): SettingDefinition<readonly string[]> {
  const { shape, separator, secret = false, ...rest } = options;
  return {
    ...rest,
    unit: null,
    secret,
    parse: (value) => {
      const parts = value.split(separator).map((part) => part.trim());
      const entries = parts.filter((part) => part !== '');
      return entries.every((part) => shape.test(part)) ? entries : undefined;
    },
    format: (value) => value.join(','),
  };
}
