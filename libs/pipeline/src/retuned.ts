import { type AlertProvenance } from '@genesis/alerts';
import { type ConfigurationSpan } from '@genesis/contracts';
import { secondsFromMicros } from '@genesis/market';

/** The provenance of alerts after a change of settings: it names every configuration since the state began. */
export function retuned(
  provenance: AlertProvenance,
  configuration: string,
  tsMicros: number,
  fromSequence: number,
): AlertProvenance {
  const { configurations: before = [firstSpan(provenance)], ...rest } = provenance;
  const span = { configuration, from_sequence: fromSequence, from: secondsFromMicros(tsMicros) };
  const kept = before.filter((other, index) => index === 0 || !samePlace(other, span));
  // Back to the settings before, and nothing was judged in between.
  const spans = kept.at(-1)?.configuration === configuration ? kept : [...kept, span];
  return spans.length === 1 ? { ...rest, configuration } : { ...rest, configuration, configurations: spans };
}

function firstSpan({
  configuration,
  stateFromMicros,
  stateFromSequence,
}: AlertProvenance): ConfigurationSpan {
  return { configuration, from_sequence: stateFromSequence, from: secondsFromMicros(stateFromMicros) };
}

function samePlace(a: ConfigurationSpan, b: ConfigurationSpan): boolean {
  return a.from_sequence === b.from_sequence && a.from === b.from;
}
