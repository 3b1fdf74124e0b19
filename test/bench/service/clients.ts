import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import {
  type ClientCommand,
  type ClientGroup,
  type ClientReply,
  type LatencyReport,
  type Schedule,
} from './client-messages.js';
import { FrameClient } from './frame-client.js';

/** The process of the clients: connects them, and measures from when a row was due to when each of them has it. */

const SEQUENCE = Buffer.from('"sequence":');
const SNAPSHOT = Buffer.from('42["snapshot"');
const ZERO = 48;
const NINE = 57;
const NANOS_PER_MICRO = 1_000;
const MICROS_PER_MILLI = 1_000;
/** A connection is made at a time by so many clients. */
const JOINING_AT_ONCE = 50;

/** Microseconds, to three digits. */
const histogram: RecordableHistogram = createHistogram({ lowest: 1, highest: 600_000_000, figures: 3 });
const clients: FrameClient[] = [];
let schedule: Schedule | null = null;
/** Infinity before the measurement. */
let beganNs = Infinity;
let beganUsage = process.cpuUsage();
let receipts = 0;

process.on('message', (command: ClientCommand) => {
  void obey(command).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});

async function obey(command: ClientCommand): Promise<void> {
  if (command.kind === 'connect') {
    await connect(command);
    reply({ kind: 'connected' });
  } else if (command.kind === 'begin') {
    schedule = command.schedule;
    beganNs = nowNs();
    beganUsage = process.cpuUsage();
  } else {
    reply({ kind: 'measured', report: report() });
    for (const client of clients) client.close();
    process.disconnect();
  }
}

async function connect({ url, groups, stalled }: ClientCommand & { kind: 'connect' }): Promise<void> {
  for (const group of groups) await join(url, group);
  for (const client of clients.slice(0, stalled)) client.stall();
}

async function join(url: string, { clients: wanted, maxRate }: ClientGroup): Promise<void> {
  for (let left = wanted; left > 0; left -= JOINING_AT_ONCE) {
    const options = { url, onEvent, ...(maxRate !== undefined && { maxRate }) };
    const joining = Array.from({ length: Math.min(JOINING_AT_ONCE, left) }, () => new FrameClient(options));
    clients.push(...joining);
    await Promise.all(joining.map((client) => client.joined()));
  }
}

function onEvent(packet: Buffer): void {
  if (beganNs === Infinity || packet.compare(SNAPSHOT, 0, SNAPSHOT.length, 0, SNAPSHOT.length) !== 0) return;
  const receivedNs = nowNs();
  if (schedule !== null && !measure(packet, schedule, receivedNs)) return;
  receipts++;
}

/** False for a row that was due before the measurement. */
function measure(packet: Buffer, { firstDueNs, gapNs }: Schedule, receivedNs: number): boolean {
  const dueNs = firstDueNs + (sequenceOf(packet) - 1) * gapNs;
  if (dueNs < beganNs) return false;
  histogram.record(Math.max(1, Math.round((receivedNs - dueNs) / NANOS_PER_MICRO)));
  return true;
}

function sequenceOf(packet: Buffer): number {
  let sequence = 0;
  for (let at = packet.indexOf(SEQUENCE) + SEQUENCE.length; packet[at] >= ZERO && packet[at] <= NINE; at++)
    sequence = sequence * 10 + packet[at] - ZERO;
  return sequence;
}

function report(): LatencyReport {
  const seconds = (nowNs() - beganNs) / 1e9;
  const { user, system } = process.cpuUsage(beganUsage);
  const at = (percentile: number): number => histogram.percentile(percentile) / MICROS_PER_MILLI;
  return {
    p50: at(50),
    p95: at(95),
    p99: at(99),
    p999: at(99.9),
    max: histogram.max / MICROS_PER_MILLI,
    receipts,
    seconds,
    cores: (user + system) / 1e6 / seconds,
  };
}

/** The monotonic clock, which all processes of a machine share; exact in a double for a hundred days. */
function nowNs(): number {
  return Number(process.hrtime.bigint());
}

function reply(message: ClientReply): void {
  process.send?.(message);
}
