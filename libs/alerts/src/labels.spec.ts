import { createHash } from 'node:crypto';
import { detectionAt } from '../testing/alert-timeline.js';
import { alertId, fingerprintOf, labelsOf, priceBucket } from './labels.js';

describe('labels', () => {
  it('puts prices into buckets of 10 basis points: ln 100 / 0.001 = 4605.17', () => {
    expect(priceBucket(100, 0.001)).toBe('4605');
    expect(priceBucket(100.08, 0.001)).toBe('4605');
    expect(priceBucket(100.09, 0.001)).toBe('4606');
  });

  it('has no bucket for no price, nor for one without a logarithm', () => {
    expect(priceBucket(null, 0.001)).toBe('');
    expect(priceBucket(0, 0.001)).toBe('');
    expect(priceBucket(NaN, 0.001)).toBe('');
  });

  it('is the MD5 of the labels alone', () => {
    const labels = labelsOf('AAPL', detectionAt(7, { message: 'anything' }), 0.001);
    expect(labels).toBe('SPOOFING|bid|4605|AAPL');
    expect(fingerprintOf(labels)).toBe(createHash('md5').update('SPOOFING|bid|4605|AAPL').digest('hex'));
  });

  it('gives the same detection the same id, another time or sequence another one', () => {
    const detection = detectionAt(7);
    const labels = labelsOf('AAPL', detection, 0.001);
    expect(alertId(labels, { ...detection, score: 99, message: 'other' })).toBe(alertId(labels, detection));
    expect(alertId(labels, { ...detection, sequence: 1 })).not.toBe(alertId(labels, detection));
    expect(alertId(labels, { ...detection, eventTimeMicros: 1 })).not.toBe(alertId(labels, detection));
  });
});
