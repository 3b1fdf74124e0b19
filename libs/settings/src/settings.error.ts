/** One setting that cannot be used. */
export interface SettingProblem {
  readonly env: string;
  /** As it came, or `(hidden)` for a secret. */
  readonly value: string;
  readonly allowed: string;
  /** What is wrong, where bounds do not say it. */
  readonly detail?: string;
}

/** All settings that cannot be used, together, one a line. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(readonly problems: readonly SettingProblem[]) {
    super(
      [
        problems.length === 1 ? 'A setting cannot be used:' : `${problems.length} settings cannot be used:`,
        ...problems.map(
          ({ env, value, allowed, detail }) => `  ${env}=${value}: ${detail ?? `allowed is ${allowed}`}`,
        ),
      ].join('\n'),
    );
  }
}
