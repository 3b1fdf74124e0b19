import { type SnapshotBatch } from '@genesis/market';

/**
 * Takes lost lines out of a batch that were told before, up to the line named for their symbol. Those without a
 * line number stay.
 */
export function dropToldLines({ defects }: SnapshotBatch, told: ReadonlyMap<string, number>): void {
  let kept = 0;
  for (const defect of defects) {
    const known =
      defect.kind === 'lost' && defect.position > 0 && defect.position <= (told.get(defect.symbol) ?? 0);
    if (!known) defects[kept++] = defect;
  }
  defects.length = kept;
}
