import { ANOMALY_CODES, SEVERITIES, type AnomalyCode } from '@genesis/contracts';
import { anomalyLevel, ANOMALY_SEVERITIES } from './anomaly-severities.js';

describe('anomaly severities', () => {
  it('knows level and severity of every code of the contract', () => {
    for (const [level, codes] of Object.entries(ANOMALY_CODES)) {
      for (const code of codes) {
        expect(anomalyLevel(code)).toBe(Number(level));
        expect(SEVERITIES).toContain(ANOMALY_SEVERITIES[code]);
      }
    }
  });

  it('refuses a code of no level', () => {
    expect(() => anomalyLevel('NO_SUCH' as AnomalyCode)).toThrow(
      'anomaly code "NO_SUCH" belongs to no level',
    );
  });
});
