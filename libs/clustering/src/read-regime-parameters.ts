import { REGIMES } from '@genesis/contracts';
import { COORDINATES } from './regime-coordinates.js';
import { type RegimeParameters, type RegimeQuality } from './regime-parameters.js';

/** Thrown for what is no model of this program. */
export class UnreadableModelError extends Error {}

type Fields = Readonly<Record<string, unknown>>;

/** A model out of parsed JSON. @throws UnreadableModelError naming the field, what came and what is allowed */
export function readRegimeParameters(value: unknown): RegimeParameters {
  const fields = record(value, 'model');
  const scaling = record(fields.scaling, 'scaling');
  const version = number(fields.version, 'version');
  if (!Number.isInteger(version) || version < 1)
    throw unreadable('version', version, 'a whole number from 1');
  const scales = numbers(scaling.scales, 'scaling.scales', COORDINATES);
  if (scales.some((scale) => scale <= 0)) throw unreadable('scaling.scales', scales, 'numbers above 0');
  return {
    version,
    scaling: { centers: numbers(scaling.centers, 'scaling.centers', COORDINATES), scales },
    centroids: numbers(fields.centroids, 'centroids', REGIMES.length * COORDINATES),
    sizes: numbers(fields.sizes, 'sizes', REGIMES.length),
    quality: readQuality(record(fields.quality, 'quality')),
  };
}

function readQuality({ silhouette, agreement, dispersion }: Fields): RegimeQuality {
  return {
    silhouette: silhouette === null ? null : number(silhouette, 'quality.silhouette'),
    agreement: agreement === null ? null : number(agreement, 'quality.agreement'),
    dispersion: number(dispersion, 'quality.dispersion'),
  };
}

function record(value: unknown, name: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw unreadable(name, value, 'an object');
}

function number(value: unknown, name: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw unreadable(name, value, 'a number');
}

function numbers(value: unknown, name: string, length: number): number[] {
  if (!Array.isArray(value) || value.length !== length) throw unreadable(name, value, `${length} numbers`);
  return value.map((entry: unknown, i) => number(entry, `${name}[${i}]`));
}

function unreadable(name: string, value: unknown, allowed: string): UnreadableModelError {
  const came = JSON.stringify(value) ?? 'nothing';
  return new UnreadableModelError(`${name} is ${came.slice(0, 80)}; allowed: ${allowed}`);
}
