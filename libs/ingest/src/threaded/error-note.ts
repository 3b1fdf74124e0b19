import { UnusableInputError } from '../unusable-input.error.js';

/** An error on its way between threads, which keep of an error's class only whether it is one of JavaScript's own. */
export type ErrorNote =
  | {
      readonly kind: 'unusable';
      readonly file: string;
      readonly line: number | null;
      readonly problem: string;
    }
  | { readonly kind: 'other'; readonly error: unknown };

export function noteOf(error: unknown): ErrorNote {
  if (!(error instanceof UnusableInputError)) return { kind: 'other', error };
  const { file, line, problem } = error;
  return { kind: 'unusable', file, line, problem };
}

/** The error that the note was made of. */
export function errorOf(note: ErrorNote): unknown {
  return note.kind === 'unusable' ? new UnusableInputError(note.file, note.line, note.problem) : note.error;
}
