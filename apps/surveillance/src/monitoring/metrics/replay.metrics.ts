import { CONTROLLER_STATES, MODES } from '@genesis/contracts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ReplayService } from '../../replay/replay.service.js';
import { MetricRegistry } from '../reporting/metric-registry.js';
import { copyTotals } from './copy-totals.js';

/** What is played, and how it keeps up. */
@Injectable()
export class ReplayMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: MetricRegistry,
    private readonly replay: ReplayService,
  ) {}

  onModuleInit(): void {
    this.#showState();
    this.#showLagResets();
  }

  #showState(): void {
    const { metrics } = this;
    const speed = metrics.gauge('replay_speed_ratio', 'Speed of the replay, in times real time');
    const states = metrics.gauge('replay_state', '1 for the state that the replay is in', ['state']);
    const modes = metrics.gauge('replay_mode', '1 for the mode in use', ['mode']);
    metrics.beforeRead(() => {
      const current = this.replay.state();
      speed.set(current.speed);
      for (const state of CONTROLLER_STATES) states.set({ state }, state === current.state ? 1 : 0);
      for (const mode of MODES) if (mode !== 'AUTO') modes.set({ mode }, mode === current.mode ? 1 : 0);
    });
  }

  #showLagResets(): void {
    const lagResets = this.metrics.counter(
      'replay_lag_resets',
      'Times that the replay was too far behind to catch up and went on from where it was',
    );
    this.metrics.beforeRead(() => copyTotals(lagResets, [[{}, this.replay.trouble().lagResets]]));
  }
}
