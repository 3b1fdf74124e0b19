import { modeChain } from './source-selection.js';

describe('modeChain', () => {
  it('tries all modes for AUTO, else the one asked for and those after it', () => {
    expect(modeChain('AUTO')).toEqual(['DB_REPLAY', 'CSV_REPLAY', 'SIMULATION']);
    expect(modeChain('DB_REPLAY')).toEqual(['DB_REPLAY', 'CSV_REPLAY', 'SIMULATION']);
    expect(modeChain('CSV_REPLAY')).toEqual(['CSV_REPLAY', 'SIMULATION']);
    expect(modeChain('SIMULATION')).toEqual(['SIMULATION']);
  });
});
