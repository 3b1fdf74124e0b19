import { AbstractLogger } from 'typeorm';

/** TypeORM would write to the console of whoever uses it; what matters comes back as errors. */
export class SilentLogger extends AbstractLogger {
  protected override writeLog(): void {
    return;
  }
}
