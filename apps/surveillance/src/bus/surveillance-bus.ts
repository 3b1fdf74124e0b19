import { Injectable, Logger } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import type { SurveillanceEventName, SurveillanceEvents } from './surveillance-events.js';

/**
 * The one typed way between modules. Listeners are called synchronously in order of registration through
 * EventEmitter2's `.on()` (`@OnEvent` costs a microsecond a call and hides what a listener throws). A listener
 * that throws is reported as `listener_failed`, and the others still get the event.
 */
@Injectable()
export class SurveillanceBus {
  readonly #logger = new Logger(SurveillanceBus.name);

  constructor(private readonly emitter: EventEmitter2) {}

  emit<E extends SurveillanceEventName>(event: E, payload: SurveillanceEvents[E]): void {
    this.emitter.emit(event, payload);
  }

  /** `listener` names who listens, for the report of a failure. Returns the way to stop listening. */
  on<E extends SurveillanceEventName>(
    event: E,
    listener: string,
    handle: (payload: SurveillanceEvents[E]) => void,
  ): () => void {
    const guarded = (payload: SurveillanceEvents[E]): void => {
      try {
        handle(payload);
      } catch (error) {
        this.#reportFailure(event, listener, error);
      }
    };
    this.emitter.on(event, guarded);
    return () => {
      this.emitter.off(event, guarded);
    };
  }

  #reportFailure(event: SurveillanceEventName, listener: string, cause: unknown): void {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    this.#logger.error(`${listener} failed on "${event}": ${error.message}`, error.stack);
    // A listener of failures that itself fails is logged and goes no further round.
    if (event !== 'listener_failed') this.emit('listener_failed', { event, listener, error });
  }
}
