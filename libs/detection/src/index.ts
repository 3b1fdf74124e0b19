export * from './book-side.js';
export * from './book-view.js';
export * from './create-profile.js';
export * from './detection.js';
export * from './detection-profile.js';
export * from './detector.js';
export * from './profile-overrides.js';
