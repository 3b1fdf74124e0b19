/** Found and all episodes, as shares to four decimals; null where there is none. */
export type RecallByDifficulty = Readonly<Record<string, number | null>>;

/** Figures of one type, under the names and with the rounding of score.py. */
export interface TypeScore {
  readonly episodes: number;
  readonly recall: number | null;
  readonly recall_by_difficulty: RecallByDifficulty;
  readonly true_alerts: number;
  readonly repeat_alerts: number;
  readonly related_alerts: number;
  readonly false_alerts: number;
  readonly precision: number | null;
  readonly f1: number | null;
  readonly false_per_10k_snapshots: number;
  readonly false_per_hour: number;
  readonly delay_median_s: number | null;
  readonly side_right: number | null;
}

export interface OverallScore {
  readonly recall: number | null;
  readonly recall_mean_over_types: number | null;
  readonly recall_by_difficulty: RecallByDifficulty;
  readonly true_alerts: number;
  readonly repeat_alerts: number;
  readonly related_alerts: number;
  readonly false_alerts: number;
  readonly precision: number | null;
  readonly false_per_10k_snapshots: number;
  readonly false_per_hour: number;
  readonly delay_median_s: number | null;
}

export interface BenignScore {
  readonly episodes: number;
  readonly hit: number;
  readonly false_alerts: number;
  readonly by_type: Readonly<Record<string, number>>;
}

/** What score.py writes with `--json`. */
export interface ScoreReport {
  readonly snapshots: number;
  readonly active_hours: number;
  readonly episodes: number;
  readonly benign_episodes: number;
  readonly alerts: number;
  readonly sides: boolean;
  readonly types: Readonly<Record<string, TypeScore>>;
  readonly overall: OverallScore;
  readonly false_because: Readonly<Record<string, number>>;
  readonly related_pairs: Readonly<Record<string, number>>;
  readonly benign: Readonly<Record<string, BenignScore>>;
}
