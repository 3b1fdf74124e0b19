import { LifecycleBook } from '@genesis/alerts';
import { type KeptStep } from '@genesis/storage';
import { ConflictException } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { type AlertWriter } from '../persistence/alert-writer.js';
import { type DatabaseService } from '../persistence/database.service.js';
import { Runtime } from '../replay/runtime.js';
import { type AlertHistoryService } from './alert-history.service.js';
import { ALERT_EXAMPLE } from './examples.js';
import { LifecycleService } from './lifecycle.service.js';

const ACKNOWLEDGE = { action: 'acknowledge', note: null } as const;

/** The service beside a database that says this of every step. */
function serviceWith(written: KeptStep['written']): LifecycleService {
  const parts = {
    history: { find: () => Promise.resolve(ALERT_EXAMPLE) },
    writer: { step: () => Promise.resolve({ written }) },
    databases: { current: () => ({}) },
  };
  return new LifecycleService(
    parts.history as unknown as AlertHistoryService,
    parts.writer as unknown as AlertWriter,
    new LifecycleBook(),
    parts.databases as unknown as DatabaseService,
    new SurveillanceBus(new EventEmitter2()),
    new Runtime(),
  );
}

describe('LifecycleService', () => {
  it('says that the database has a step where it confirms it', async () => {
    const service = serviceWith(Promise.resolve({ alertId: 'a', command: 'c', applied: true }));
    await expect(service.take('a', 'kim', ACKNOWLEDGE)).resolves.toMatchObject({ stored: 'database' });
  });

  it('waits a second for that and no longer: the step is safe on disk', async () => {
    const service = serviceWith(new Promise(() => undefined));
    await expect(service.take('a', 'kim', ACKNOWLEDGE)).resolves.toMatchObject({
      stored: 'spool',
      lifecycle: { status: 'ACKNOWLEDGED' },
    });
  });

  it('says no where another service was faster', async () => {
    const service = serviceWith(Promise.resolve({ alertId: 'a', command: 'c', applied: false }));
    await expect(service.take('a', 'kim', ACKNOWLEDGE)).rejects.toThrow(ConflictException);
  });
});
