import { type MessagePort } from 'node:worker_threads';
import { type TimeRange } from '@genesis/market';
import { type SnapshotSource } from '../snapshot-source.js';
import { BatchSlots, SLOTS } from './batch-slots.js';
import { noteOf } from './error-note.js';
import { Mailbox } from './mailbox.js';
import { type ReadingEnded, type ToReader } from './thread-messages.js';

/**
 * The reading thread's work: sends the batches of a source, each into a slot that is free, and then how it ended. Waits
 * where its consumer is behind; ends early where that says so.
 */
export async function serveBatches(
  port: MessagePort,
  openSource: () => Promise<SnapshotSource>,
  range: TimeRange,
): Promise<void> {
  const free = new Mailbox<ToReader>();
  for (let slot = 0; slot < SLOTS; slot++) free.put({ kind: 'free', slot });
  port.on('message', (said: ToReader) => free.put(said));
  let ended: ReadingEnded = { kind: 'ended', error: null };
  try {
    await send(port, await openSource(), range, free);
  } catch (error) {
    ended = { kind: 'ended', error: noteOf(error) };
  }
  port.postMessage(ended);
  port.close();
}

async function send(
  port: MessagePort,
  source: SnapshotSource,
  range: TimeRange,
  free: Mailbox<ToReader>,
): Promise<void> {
  const slots = new BatchSlots();
  for await (const batch of source.open(range)) {
    const said = await free.take();
    if (said.kind === 'stop') return;
    port.postMessage(slots.fill(said.slot, batch, source.progress().bytesRead));
  }
}
