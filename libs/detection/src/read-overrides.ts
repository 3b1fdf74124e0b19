import { type ProfileName } from '@genesis/contracts';
import { nearestName } from '@genesis/settings';
import { calibratedProblems } from './calibrated/resolve-calibrated-settings.js';
import { hasOverrides, type ProfileOverrides, type SettingOverrides } from './profile-overrides.js';

/** Overrides as a file or a request writes them, and everything that is wrong with them. */
export interface ReadOverrides {
  /** Of use only where there are no problems. */
  readonly overrides: ProfileOverrides;
  readonly problems: readonly string[];
}

const PARTS = ['detectors', 'symbols'];
/** Control characters are no part of any symbol. */
const SYMBOL = /^[^\s\p{Cc}]{1,64}$/u;

/** Reads the JSON text of a file or a variable, see `readOverrides`. */
export function readOverridesText(profile: ProfileName, text: string): ReadOverrides {
  try {
    return readOverrides(profile, JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { overrides: {}, problems: [`is no JSON: ${error.message}`] };
  }
}

/** Reads `{"detectors": {TYPE: {name: number}}, "symbols": {SYMBOL: {TYPE: {name: number}}}}` for a profile. */
export function readOverrides(profile: ProfileName, value: unknown): ReadOverrides {
  if (!isObject(value)) return { overrides: {}, problems: [`expected an object, got ${shown(value)}`] };
  const { detectors = {}, symbols = {} } = value;
  const problems = [
    ...Object.keys(value)
      .filter((name) => !PARTS.includes(name))
      .map(unknownPart),
    ...shapeProblems('detectors', detectors),
    ...(isObject(symbols) ? symbolProblems(symbols) : [`symbols is ${shown(symbols)}, expected an object`]),
  ];
  if (problems.length > 0) return { overrides: {}, problems };
  const overrides = { detectors, symbols } as ProfileOverrides;
  return { overrides, problems: overrideProblems(profile, overrides) };
}

/** Everything that is wrong with the overrides for a profile; none where `createProfile` takes them. */
export function overrideProblems(profile: ProfileName, overrides: ProfileOverrides): string[] {
  if (profile === 'calibrated') return calibratedProblems(overrides);
  if (!hasOverrides(overrides)) return [];
  return ['profile seed keeps the rules of its predecessor to the letter and takes no changed settings'];
}

function symbolProblems(symbols: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(symbols).flatMap(([symbol, settings]) =>
    SYMBOL.test(symbol)
      ? shapeProblems(`symbols.${symbol}`, settings)
      : [`symbols.${JSON.stringify(symbol)} is no symbol, expected 1 to 64 characters without blanks`],
  );
}

/** What keeps a value from being `SettingOverrides` in shape. */
function shapeProblems(path: string, value: unknown): string[] {
  if (!isObject(value)) return [`${path} is ${shown(value)}, expected an object`];
  return Object.entries(value satisfies Record<keyof SettingOverrides, unknown>).flatMap(
    ([type, settings]) => {
      if (!isObject(settings)) return [`${path}.${type} is ${shown(settings)}, expected an object`];
      return Object.entries(settings)
        .filter(([, number]) => typeof number !== 'number')
        .map(([name, given]) => `${path}.${type}.${name} is ${shown(given)}, expected a number`);
    },
  );
}

function unknownPart(name: string): string {
  const nearest = nearestName(name, PARTS);
  const meant = nearest === undefined ? '' : ` (did you mean ${nearest}?)`;
  return `${name} is not known here${meant}; known are ${PARTS.join(', ')}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const LONGEST = 60;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
