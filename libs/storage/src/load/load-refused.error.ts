/** A load that was not begun or not kept, with the reason and what can be done. Nothing was changed. */
export class LoadRefusedError extends Error {
  override readonly name = 'LoadRefusedError';
}
