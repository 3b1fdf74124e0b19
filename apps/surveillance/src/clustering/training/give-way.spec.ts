import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { once } from 'node:events';
import { TrainingWorkerStarter } from './training-worker-starter.js';

const TASKS = '/proc/self/task';
/** Of `/proc/<pid>/stat`, counted behind the name, which may hold anything but is in brackets. */
const NICE = 16;

function nicenessOfThreads(): number[] {
  return readdirSync(TASKS).map((task) => {
    const stat = readFileSync(`${TASKS}/${task}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[NICE]);
  });
}

/** A test that runs as nice as can be has nothing to tell. */
const onLinux = process.platform === 'linux' && getPriority() < 10 ? it : it.skip;

describe('giveWay', () => {
  onLinux('makes the thread that trains nicer than the one that serves, and that one alone', async () => {
    const usual = getPriority();
    const nicer = Math.min(usual + 10, 19);
    const count = (): number => nicenessOfThreads().filter((nice) => nice === nicer).length;
    const before = count();
    const worker = new TrainingWorkerStarter().start();
    await once(worker, 'message');
    expect(count()).toBe(before + 1);
    expect(getPriority()).toBe(usual);
    await worker.terminate();
  });
});
