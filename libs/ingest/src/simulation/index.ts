export { DecimalGrid } from './decimal-grid.js';
export { demoSymbols } from './demo-symbols.js';
export * from './episode-label.js';
export { type Phase, PHASES } from './phases.js';
export { Rotation } from './rotation.js';
export { randomStream } from './seeded-streams.js';
export { type SimulatedSymbol } from './simulated-symbol.js';
export { createSimulatedSource, type SimulatedSource } from './simulated-source.js';
export {
  DEFAULT_START_MICROS,
  SIMULATION_BOUNDS,
  SIMULATION_DEFAULTS,
  type SimulationSettings,
} from './simulation-settings.js';
