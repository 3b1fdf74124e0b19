import { type Claim } from './claim.js';
import { fieldDifferences } from './field-differences.js';
import { type Replayed } from './replay-alerts.js';
import { type FieldDifference, type Verification } from './verification.js';

/** What a replay says of a claim. `shift` is how much lower rows are numbered now than when it was raised. */
export function judgeClaim(claim: Claim, replayed: Replayed, shift: number): Verification {
  const { id } = claim.stored;
  const forms = formsOf(claim, replayed);
  const altered = alteredRows(claim, replayed);
  if (!forms.includes(claim.text)) {
    const differences = leastDifferences(claim.text, forms);
    if (altered !== null) return { id, verdict: 'ROWS_MISSING', reason: altered, differences };
    const reason = `${howItDiffers(claim, forms, differences)}; ${whyItDiffers(claim)}`;
    return { id, verdict: 'DIFFERENT', reason, differences };
  }
  if (altered === null) return { id, verdict: 'SAME', reason: replayedFrom(claim, shift), differences: [] };
  const reason = `the same alert comes out, but ${altered}`;
  return { id, verdict: 'ROWS_MISSING', reason, differences: [] };
}

/** Forms in which the alert came out and that the claim may be. */
function formsOf({ stored, form }: Claim, { forms }: Replayed): readonly string[] {
  const own = forms.get(stored.id);
  return (form === 'raised' ? own?.raised : own?.all) ?? [];
}

/** In words, how the rows of the window are not those that it was raised from; null where nothing says so. */
function alteredRows({ stored }: Claim, { windows }: Replayed): string | null {
  const found = windows.get(stored.id);
  if (stored.window === null || found === undefined) return null;
  const { fromSequence, toSequence, complete, inputHash } = stored.window;
  const expected = toSequence - fromSequence + 1;
  const window = `rows ${fromSequence} to ${toSequence}, its window,`;
  if (found.rows < expected) return `of ${window} ${found.rows} of ${expected} are there`;
  if (!complete || found.inputHash === inputHash) return null;
  return `${window} are not those that it was raised from: SHA-256 ${inputHash} then, ${found.inputHash} now`;
}

function replayedFrom({ alert }: Claim, shift: number): string {
  const { state_from: from, state_from_sequence: sequence } = alert.evidence;
  const since = `replayed from row ${sequence} at ${from}`;
  if (shift === 0) return since;
  return `${since}; since then the numbers of the rows have changed by ${-shift}: others came or went before them`;
}

/** From the form that came closest; none where the alert did not come out. */
function leastDifferences(text: string, forms: readonly string[]): readonly FieldDifference[] {
  const byForm = forms.map((form) => fieldDifferences(text, form));
  return byForm.sort((a, b) => a.length - b.length).at(0) ?? [];
}

function howItDiffers(
  { form }: Claim,
  forms: readonly string[],
  differences: readonly FieldDifference[],
): string {
  if (forms.length === 0) return 'the alert does not come out of the rows';
  const what = form === 'raised' ? 'the form in which it was raised' : 'its latest form';
  return differences.length > 0
    ? `${what} differs`
    : `${what} is written differently, though no field differs`;
}

function whyItDiffers({ stored, alert }: Claim): string {
  if (stored.window?.complete !== true)
    return 'no hash over its whole window was kept, so its rows may have been changed, or the stored alert';
  const { state_from: from } = alert.evidence;
  return `the rows of its window are those that it was raised from, so the stored alert was changed, or rows outside of it (since ${from})`;
}
