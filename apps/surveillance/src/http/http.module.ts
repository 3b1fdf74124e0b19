import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AdminGuard } from './admin.guard.js';
import { ConnectionDrain } from './connection-drain.js';
import { ErrorFilter } from './error.filter.js';
import { RootController } from './root.controller.js';

/** What all HTTP calls have in common. */
@Module({
  controllers: [RootController],
  providers: [
    ConnectionDrain,
    { provide: APP_GUARD, useClass: AdminGuard },
    { provide: APP_FILTER, useClass: ErrorFilter },
  ],
})
export class HttpModule {}
