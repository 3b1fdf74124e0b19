import { SETTING_DEFINITIONS } from '../config/setting-definitions.js';
import { type Settings } from '../config/settings.js';

const HIDDEN = '***';
/** Shorter secrets are parts of ordinary words; they are found by what stands before them. */
const SHORTEST_KNOWN = 6;

/** `scheme://user:password@`, `PASSWORD=…`, `"token":"…"`, `Bearer …`: what is kept stands in the first group. */
const PATTERNS: readonly RegExp[] = [
  /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/]*:)[^\s@/]+(?=@)/gi,
  /(\w*(?:password|passwd|secret|token|api_?key)\w*=)[^\s&;,]+/gi,
  /("\w*(?:password|passwd|secret|token|api_?key|authorization|cookie)\w*"\s*:\s*")[^"]+/gi,
  /(\b(?:bearer|basic)\s+)[\w.~+/=-]{6,}/gi,
];

/** Takes secrets out of texts before they are logged: those of the settings wherever they stand, others by their looks. */
export class Scrubber {
  readonly #known: readonly string[];

  constructor(secrets: readonly string[]) {
    this.#known = secrets
      .filter((secret) => secret.length >= SHORTEST_KNOWN)
      .sort((a, b) => b.length - a.length);
  }

  /** Knows every setting that is secret, and the password within a URL, as it is written and as it is meant. */
  static of(settings: Settings): Scrubber {
    const names = Object.keys(SETTING_DEFINITIONS) as (keyof Settings)[];
    const values = names
      .filter((name) => SETTING_DEFINITIONS[name].secret)
      .map((name) => settings[name])
      .filter((value) => typeof value === 'string');
    return new Scrubber([...new Set(values.flatMap((value) => [value, ...passwordsIn(value)]))]);
  }

  scrub(text: string): string {
    const known = this.#known.reduce((left, secret) => left.replaceAll(secret, HIDDEN), text);
    return PATTERNS.reduce((left, pattern) => left.replace(pattern, `$1${HIDDEN}`), known);
  }
}

function passwordsIn(value: string): string[] {
  if (!URL.canParse(value)) return [];
  const { password } = new URL(value);
  try {
    return password === '' ? [] : [password, decodeURIComponent(password)];
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return [password];
  }
}
