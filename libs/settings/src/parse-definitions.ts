import { type SettingDefinition } from './setting-kinds.js';
import { type SettingProblem } from './settings.error.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A table of settings: one definition for each property of `T`. */
export type SettingDefinitions<T> = { readonly [K in keyof T]: SettingDefinition<T[K]> };

/**
 * The settings that an environment asks for; an empty value means the default. Each bad one is added to `problems`
 * and stands as undefined in the result, which is of use only where there are none.
 */
export function parseDefinitions<T extends object>(
  definitions: SettingDefinitions<T>,
  environment: Environment,
  problems: SettingProblem[],
): T {
  const values = Object.entries<SettingDefinition<unknown>>(definitions).map(([property, definition]) => [
    property,
    parseOne(definition, environment[definition.env]?.trim() ?? '', problems),
  ]);
  // The table has exactly the properties of T, each with the type of its property.
  return Object.fromEntries(values) as T;
}

function parseOne(definition: SettingDefinition<unknown>, text: string, problems: SettingProblem[]): unknown {
  if (text === '') return definition.default;
  const value = definition.parse(text);
  if (value === undefined) {
    const { env, allowed, unit, secret } = definition;
    problems.push({
      env,
      value: secret ? '(hidden)' : text,
      allowed: unit === null ? allowed : `${allowed} (${unit})`,
    });
  }
  return value;
}
