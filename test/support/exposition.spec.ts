import { readExposition } from './exposition.js';

const HISTOGRAM = ['# HELP h_seconds Time', '# TYPE h_seconds histogram'];

describe('readExposition', () => {
  it('reads families with their samples', () => {
    const text =
      '# HELP a_total Things\n# TYPE a_total counter\na_total{x="1",y="a\\"b"} 2\na_total 3\n\n# TYPE b gauge\nb +Inf\n';
    const families = readExposition(text);
    expect([...families.keys()]).toEqual(['a_total', 'b']);
    expect(families.get('a_total')).toMatchObject({ help: 'Things', type: 'counter' });
    expect(families.get('a_total')?.samples[0]).toEqual({
      name: 'a_total',
      labels: new Map([
        ['x', '1'],
        ['y', 'a\\"b'],
      ]),
      value: 2,
    });
    expect(families.get('b')?.samples[0].value).toBe(Infinity);
  });

  it.each([
    ['a 1', 'not of the family before it: a 1'],
    ['# TYPE a gauge\na 1', 'the last line does not end'],
    ['# TYPE a gauge\nb 1\n', 'not of the family before it: b 1'],
    ['# TYPE a gauge\na one\n', 'not a number: a one'],
    ['# TYPE a gauge\na{x=1} 1\n', 'labels out of order: a{x=1} 1'],
    ['# TYPE a gauge\na{x="1"y="2"} 1\n', 'labels out of order'],
    ['# TYPE a gauge\na{x="1",x="2"} 1\n', 'a label twice'],
    ['# TYPE a gauge\na{x="1"} 1\na{x="1"} 2\n', 'twice: a{x="1"} 2'],
    ['# TYPE a gauge\na 1\n# TYPE b gauge\nb 1\n# TYPE a gauge\n', 'in two places: # TYPE a gauge'],
    ['# TYPE a gauge\na 1\n# HELP a Late\n', 'after its samples: # HELP a Late'],
    ['# TYPE a meter\n', 'no such type: # TYPE a meter'],
    ['# A remark\n', 'no comment of the format'],
    [
      [...HISTOGRAM, 'h_seconds_bucket{le="1"} 2', 'h_seconds_sum 1', 'h_seconds_count 2', ''].join('\n'),
      'bounds of',
    ],
    [
      [
        ...HISTOGRAM,
        'h_seconds_bucket{le="1"} 2',
        'h_seconds_bucket{le="+Inf"} 1',
        'h_seconds_sum 1',
        'h_seconds_count 1',
        '',
      ].join('\n'),
      'shrinks',
    ],
    [
      [...HISTOGRAM, 'h_seconds_bucket{le="+Inf"} 1', 'h_seconds_sum 1', 'h_seconds_count 2', ''].join('\n'),
      '2 in all, not 1',
    ],
    [[...HISTOGRAM, 'h_seconds_bucket{le="+Inf"} 1', 'h_seconds_count 1', ''].join('\n'), 'has no sum'],
  ])('refuses %j', (text, message) => {
    expect(() => readExposition(text.startsWith('a 1') ? `${text}\n` : text)).toThrow(message);
  });
});
