import { type DetectorReport } from '@genesis/contracts';
import { SurveillancePipeline } from '@genesis/pipeline';
import { Injectable } from '@nestjs/common';

/** Drives the pipeline with what the replay delivers and tells the bus what came of it. */
@Injectable()
export class AnalyticsService {
  constructor(private readonly pipeline: SurveillancePipeline) {}

  detectorReports(): DetectorReport[] {
    return this.pipeline.detectorReports();
  }
}
