import { type ProfileName } from '@genesis/contracts';
import { createCalibratedProfile } from './calibrated/create-calibrated-profile.js';
import { type DetectionProfile } from './detection-profile.js';
import { hasOverrides, type ProfileOverrides } from './profile-overrides.js';
import { createSeedProfile } from './seed/create-seed-profile.js';

const FACTORIES: Readonly<Record<ProfileName, (overrides: ProfileOverrides) => DetectionProfile>> = {
  calibrated: createCalibratedProfile,
  seed: unchangedSeedProfile,
};

/**
 * The detection profile of that name, with changed settings where given.
 * @throws RangeError that lists every override that is unknown or out of its bounds, and what is allowed
 */
export function createProfile(name: ProfileName, overrides: ProfileOverrides = {}): DetectionProfile {
  return FACTORIES[name](overrides);
}

function unchangedSeedProfile(overrides: ProfileOverrides): DetectionProfile {
  if (!hasOverrides(overrides)) return createSeedProfile();
  throw new RangeError(
    'changed settings: profile seed keeps the rules of its predecessor to the letter and takes none',
  );
}
