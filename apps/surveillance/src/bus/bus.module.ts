import { Global, Module } from '@nestjs/common';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { SurveillanceBus } from './surveillance-bus.js';

/** Global, so that every module reaches every other one through the bus and nothing else. */
@Global()
@Module({
  imports: [EventEmitterModule.forRoot({ maxListeners: 50 })],
  providers: [SurveillanceBus],
  exports: [SurveillanceBus],
})
export class BusModule {}
