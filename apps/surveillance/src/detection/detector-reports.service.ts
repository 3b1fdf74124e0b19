import {
  type DetectorOverride,
  type DetectorParameter,
  type DetectorReport,
  type SignalType,
  type TunableDetectorReport,
} from '@genesis/contracts';
import {
  type ProfileOverrides,
  settingCatalogue,
  type SettingDescription,
  settingsOf,
} from '@genesis/detection';
import { Injectable, NotFoundException } from '@nestjs/common';
import { AnalyticsService } from '../analytics/analytics.service.js';
import { CanariesService } from '../canary/canaries.service.js';
import { Settings } from '../config/settings.js';
import { quoted } from '../http/quoted.js';
import { DetectionSettings } from './detection-settings.service.js';

/** What `GET /detectors` says. */
@Injectable()
export class DetectorReports {
  constructor(
    private readonly settings: Settings,
    private readonly analytics: AnalyticsService,
    private readonly detection: DetectionSettings,
    private readonly canaries: CanariesService,
  ) {}

  all(): TunableDetectorReport[] {
    return this.analytics.detectorReports().map((report) => this.#tunable(report));
  }

  /** @throws NotFoundException naming the types of the profile */
  find(type: string): TunableDetectorReport {
    const reports = this.analytics.detectorReports();
    const found = reports.find((report) => report.type === type);
    if (found !== undefined) return this.#tunable(found);
    const known = reports.map((report) => report.type).join(', ');
    throw new NotFoundException([`there is no detector ${quoted(type)}; known are ${known}`]);
  }

  #tunable(report: DetectorReport): TunableDetectorReport {
    const { type } = report;
    const { profile } = this.detection;
    const overrides = this.#overrides(type);
    const symbols = [...new Set(overrides.flatMap(({ symbol }) => symbol ?? []))];
    return {
      ...report,
      configuration: profile.configurationOf(''),
      parameters: settingCatalogue(profile.name, type).map(parameter),
      symbol_settings: Object.fromEntries(
        symbols.map((symbol) => [symbol, { ...settingsFor(profile.detectorsFor(symbol), type) }]),
      ),
      overrides,
      canary: this.canaries.canaryOf(type),
    };
  }

  /** Requests go before the configuration. */
  #overrides(type: SignalType): DetectorOverride[] {
    const byPlace = new Map<string, DetectorOverride>();
    const note = (origin: DetectorOverride['origin'], overrides: ProfileOverrides): void => {
      for (const symbol of [null, ...Object.keys(overrides.symbols ?? {})]) {
        for (const [name, value] of Object.entries(settingsOf(overrides, symbol)[type] ?? {}))
          byPlace.set(JSON.stringify([symbol, name]), { symbol, name, value, origin });
      }
    };
    note('configuration', this.settings.detectionOverrides);
    note('request', this.detection.requested);
    return [...byPlace.values()];
  }
}

function settingsFor(
  detectors: readonly Pick<DetectorReport, 'type' | 'settings'>[],
  type: SignalType,
): DetectorReport['settings'] {
  return detectors.find((detector) => detector.type === type)?.settings ?? {};
}

function parameter({ name, unit, default: own, bounds, sharedWith }: SettingDescription): DetectorParameter {
  return { name, unit, default: own, ...bounds, shared_with: sharedWith };
}
