import { demoSymbols } from './demo-symbols.js';
import { createSimulatedSource } from './simulated-source.js';
import { symbolProblems } from './simulated-symbol.js';
import { DEFAULT_START_MICROS, resolveSimulation, type SimulationSettings } from './simulation-settings.js';

const [acme, globex] = demoSymbols(2);

describe('resolveSimulation', () => {
  it('needs a seed only', () => {
    const resolved = resolveSimulation({ seed: 1 });
    expect(resolved).toMatchObject({ rate: 10, startMicros: DEFAULT_START_MICROS, durationMicros: null });
    expect(resolved.symbols.map(({ symbol }) => symbol)).toEqual(['ACME', 'GLOBEX-PERP', 'INITECH-FUT']);
    expect(new Date(DEFAULT_START_MICROS / 1000).toISOString()).toBe('2024-01-02T09:30:00.000Z');
  });

  it.each<[Partial<SimulationSettings>, string]>([
    [{ seed: -1 }, 'seed -1: expected a whole number from 0 to 4294967295'],
    [{ seed: 0.5 }, 'seed 0.5: expected a whole number'],
    [{ symbols: 0 }, 'symbols 0: expected a whole number from 1 to 1000'],
    [{ symbols: [] }, 'number of symbols 0'],
    [{ symbols: [acme, globex, acme] }, 'symbol "ACME": expected once, came again'],
    [{ rate: 0 }, 'rate 0: expected a number from 0.1 to 1000'],
    [{ rate: NaN }, 'rate NaN'],
    [{ startMicros: -1 }, 'startMicros -1'],
    [{ durationMicros: 0 }, 'durationMicros 0'],
    [{ episodeIntervalSeconds: 19 }, 'episodeIntervalSeconds 19: expected a number from 20 to 86400'],
    [{ batchRows: 0 }, 'batchRows 0'],
  ])('refuses %p', (wrong, text) => {
    const settings = { seed: 1, ...wrong };
    expect(() => resolveSimulation(settings)).toThrow(RangeError);
    expect(() => createSimulatedSource(settings)).toThrow(text);
  });

  it('lists everything that is wrong at once', () => {
    expect(() => resolveSimulation({ seed: -1, rate: 0 })).toThrow(/^simulation: seed -1: .*; rate 0: /);
  });
});

describe('symbolProblems', () => {
  it('finds nothing wrong with the demo set', () => {
    expect(demoSymbols(40).flatMap(symbolProblems)).toEqual([]);
    expect(new Set(demoSymbols(40).map(({ symbol }) => symbol)).size).toBe(40);
  });

  it.each([
    [{ symbol: 'a b' }, 'expected 1 to 32 of A-Z'],
    [{ tickSize: 0 }, 'tickSize: step 0'],
    [{ lotSize: -1 }, 'lotSize: step -1'],
    [{ startPrice: 187.425 }, 'expected a multiple of the tick size 0.01'],
    [{ startPrice: 9.99 }, 'startPrice in ticks 999: expected a number from 1000'],
    [{ startPrice: NaN }, 'startPrice in ticks NaN'],
    [{ medianOrderLots: 29 }, 'medianOrderLots 29'],
    [{ sizeSigma: 2 }, 'sizeSigma 2'],
    [{ roundLots: 1.5 }, 'roundLots 1.5'],
    [{ activity: 0 }, 'activity 0'],
  ])('refuses %p', (wrong, text) => {
    const problems = symbolProblems({ ...acme, ...wrong });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(text);
  });
});
