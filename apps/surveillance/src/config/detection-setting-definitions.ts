import { PROFILES } from '@genesis/contracts';
import { choice, optionalText, type SettingDefinition, type SettingDefinitions } from '@genesis/settings';
import { type Settings } from './settings.js';

type DetectionSetting = 'detectionProfile' | 'detectionOverridesFile' | 'detectionOverrides';

const EXAMPLE =
  '{"detectors":{"SPOOFING":{"minMeans":2.5}},"symbols":{"AAPL":{"HEAVY_IMBALANCE":{"enterZ":4}}}}';

const OVERRIDES: SettingDefinition<Settings['detectionOverrides']> = {
  env: 'DETECTION_OVERRIDES',
  unit: null,
  default: {},
  allowed: `a JSON object such as ${EXAMPLE}`,
  description:
    'Settings of detectors that differ from those of the profile, for all symbols and for single ones. GET /detectors ' +
    'and "genesis detectors" list what can be set; what PATCH /detectors/:type asks for goes before it.',
  secret: false,
  // Whether the profile takes it is for `readDetectionOverrides` to say.
  parse: objectFrom,
  format: (value) => (Object.keys(value).length === 0 ? '' : JSON.stringify(value)),
};

/** Which rules detect, and with which settings. */
export const DETECTION_SETTING_DEFINITIONS: SettingDefinitions<Pick<Settings, DetectionSetting>> = {
  detectionProfile: choice({
    env: 'DETECTION_PROFILE',
    default: 'calibrated',
    values: PROFILES,
    description: 'Detection rules: calibrated (scale-free), or seed (those of the predecessor).',
  }),
  detectionOverridesFile: optionalText({
    env: 'DETECTION_OVERRIDES_FILE',
    default: null,
    shape: /^[^\0]{1,4096}$/,
    allowed: 'a file name; empty: none',
    description:
      'A file with what DETECTION_OVERRIDES would hold, such as a mounted ConfigMap. Set one of the two.',
  }),
  detectionOverrides: OVERRIDES,
};

function objectFrom(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
