import { type ProfileName } from '@genesis/contracts';
import { createCalibratedProfile } from './calibrated/create-calibrated-profile.js';
import { type DetectionProfile } from './detection-profile.js';
import { createSeedProfile } from './seed/create-seed-profile.js';

const FACTORIES: Readonly<Record<ProfileName, () => DetectionProfile>> = {
  calibrated: createCalibratedProfile,
  seed: createSeedProfile,
};

/** The detection profile of that name. */
export function createProfile(name: ProfileName): DetectionProfile {
  return FACTORIES[name]();
}
