import { LifecycleBook } from '@genesis/alerts';
import { type FactoryProvider } from '@nestjs/common';

/** The one `LifecycleBook` of the process. */
export const lifecycleBookProvider: FactoryProvider<LifecycleBook> = {
  provide: LifecycleBook,
  useFactory: () => new LifecycleBook(),
};
