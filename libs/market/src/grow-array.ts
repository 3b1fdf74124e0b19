/** A copy of twice the length, the new half zero. */
export function growFloat64Array(values: Float64Array): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(values.length * 2);
  grown.set(values);
  return grown;
}
