import { buildMessage, ValidateBy } from 'class-validator';

/** What an error says about a text, and whether a text is one of the kind. */
interface TextKind {
  readonly allowed: string;
  readonly test: (text: string) => boolean;
}

function TextField({ allowed, test }: TextKind): PropertyDecorator {
  return ValidateBy({
    name: 'textField',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && test(value),
      defaultMessage: buildMessage((each) => `${each}$property must be ${allowed}`),
    },
  });
}

/** Printable to the end: no control, format or half characters, no blank at either end. */
const NAME = /^[^\p{C}\p{Z}]([^\p{C}]{0,62}[^\p{C}\p{Z}])?$/u;
const NOTE = /^[^\p{Cc}\p{Cs}\p{Cn}\n\t]*$/u;
const LONGEST_NOTE = 2000;
/** What the engine's own events are signed with. */
const ENGINE = 'engine';

export function NameField(): PropertyDecorator {
  return TextField({
    allowed: `1 to 64 printable characters without blanks at the ends, and not "${ENGINE}"`,
    test: (text) => NAME.test(text) && text.toLowerCase() !== ENGINE,
  });
}

export function NoteField(): PropertyDecorator {
  return TextField({
    allowed: `a text of 1 to ${LONGEST_NOTE} characters that is not blank, without control characters`,
    test: (text) =>
      text.trim() !== '' && text.length <= LONGEST_NOTE && NOTE.test(text.replace(/[\n\t]/g, ' ')),
  });
}
