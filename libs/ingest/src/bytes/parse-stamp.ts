import { MICROS_PER_MILLISECOND } from '@genesis/market';

// Constants of this file are folded into the code, imported ones are loaded at each use; stamps are every row's.
const MINUS = 45;
const PLUS = 43;
const DOT = 46;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const SPACE = 32;
const UPPER_T = 84;
const UPPER_Z = 90;
const MICROS_PER_SECOND = 1_000_000;
const MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
const MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
/** Beyond it a microsecond no longer fits a double exactly. */
const LAST_YEAR = 2254;
const END_MICROS = 8_993_721_600_000_000;
const DATE_LENGTH = 10;
const DATE_TIME_LENGTH = 19;

/**
 * Microseconds since the epoch from `YYYY-MM-DD HH:MM:SS[.f]` (or with `T`; one to nine decimals, cut to the
 * microsecond; `Z` or ±HH:MM, without a zone UTC), or from an epoch in seconds (with or without decimals),
 * milliseconds, microseconds or nanoseconds, told apart by magnitude: from 1973 to 2254 no two of them can
 * mean the same digits, and a number outside is refused. NaN for anything else, impossible dates included.
 */
export function parseStamp(bytes: Uint8Array, from: number, to: number): number {
  return bytes[from + 4] === MINUS ? parseDateTime(bytes, from, to) : parseEpoch(bytes, from, to);
}

/** Days since the epoch of `YYYY-MM-DD`; NaN for anything else. */
export function parseDate(bytes: Uint8Array, from: number, to: number): number {
  if (to - from < DATE_LENGTH || bytes[from + 4] !== MINUS || bytes[from + 7] !== MINUS) return NaN;
  const year = twoDigits(bytes, from) * 100 + twoDigits(bytes, from + 2);
  const month = twoDigits(bytes, from + 5);
  const day = twoDigits(bytes, from + 8);
  if (!(year >= 1970 && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1)) return NaN;
  return day <= daysInMonth(year, month) ? daysBeforeYear(year) + daysBefore(year, month) + day - 1 : NaN;
}

/** Microseconds from seconds with any number of decimals, cut to the microsecond; NaN for anything else. */
export function parseSeconds(bytes: Uint8Array, from: number, to: number): number {
  let pos = from;
  let seconds = 0;
  while (pos < to && isDigit(bytes[pos])) seconds = seconds * 10 + bytes[pos++] - ZERO;
  if (pos === from) return NaN;
  return seconds * MICROS_PER_SECOND + (pos === to ? 0 : parseFraction(bytes, pos, to));
}

function parseDateTime(bytes: Uint8Array, from: number, to: number): number {
  if (to - from < DATE_TIME_LENGTH) return NaN;
  const separator = bytes[from + DATE_LENGTH];
  if (separator !== SPACE && separator !== UPPER_T) return NaN;
  const micros = parseDate(bytes, from, to) * MICROS_PER_DAY + parseTimeOfDay(bytes, from + DATE_LENGTH + 1);
  const at = from + DATE_TIME_LENGTH;
  if (at === to) return micros;
  const zone = zoneStart(bytes, at, to);
  const fraction = zone === at ? 0 : parseFraction(bytes, at, zone, 9);
  return micros + fraction - (zone === to ? 0 : parseZone(bytes, zone, to));
}

/** `HH:MM:SS` in microseconds. */
function parseTimeOfDay(bytes: Uint8Array, at: number): number {
  const hours = twoDigits(bytes, at);
  const minutes = twoDigits(bytes, at + 3);
  const seconds = twoDigits(bytes, at + 6);
  if (bytes[at + 2] !== COLON || bytes[at + 5] !== COLON) return NaN;
  if (!(hours <= 23 && minutes <= 59 && seconds <= 59)) return NaN;
  return ((hours * 60 + minutes) * 60 + seconds) * MICROS_PER_SECOND;
}

/** `.f…` in microseconds, cut after the sixth digit. */
function parseFraction(bytes: Uint8Array, from: number, to: number, mostDigits = Infinity): number {
  const digits = to - from - 1;
  if (bytes[from] !== DOT || digits < 1 || digits > mostDigits) return NaN;
  let micros = 0;
  for (let place = 1; place <= Math.max(digits, 6); place++) {
    const byte = place <= digits ? bytes[from + place] : ZERO;
    if (!isDigit(byte)) return NaN;
    if (place <= 6) micros = micros * 10 + byte - ZERO;
  }
  return micros;
}

function zoneStart(bytes: Uint8Array, from: number, to: number): number {
  let pos = from;
  while (pos < to && (bytes[pos] === DOT || isDigit(bytes[pos]))) pos++;
  return pos;
}

/** What `Z` or ±HH:MM is ahead of UTC, in microseconds. */
function parseZone(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[from] === UPPER_Z) return to === from + 1 ? 0 : NaN;
  if (to - from !== 6 || bytes[from + 3] !== COLON) return NaN;
  const hours = twoDigits(bytes, from + 1);
  const minutes = twoDigits(bytes, from + 4);
  if (!(hours <= 23 && minutes <= 59)) return NaN;
  const ahead = (hours * 60 + minutes) * MICROS_PER_MINUTE;
  if (bytes[from] === PLUS) return ahead;
  return bytes[from] === MINUS ? -ahead : NaN;
}

/** Units by the number of digits before the point; the ranges from 1973 to 2254 do not meet. */
function parseEpoch(bytes: Uint8Array, from: number, to: number): number {
  let pos = from;
  while (pos < to && isDigit(bytes[pos])) pos++;
  const digits = pos - from;
  const micros =
    digits <= 10 ? parseSeconds(bytes, from, to) : pos === to ? wholeEpoch(bytes, from, digits) : NaN;
  return digits >= 9 && bytes[from] !== ZERO && micros < END_MICROS ? micros : NaN;
}

/** Milliseconds (12, 13 digits), microseconds (15, 16) or nanoseconds (18, 19, cut to the microsecond). */
function wholeEpoch(bytes: Uint8Array, from: number, digits: number): number {
  if (digits % 3 === 2) return NaN;
  const kept = digits >= 18 ? digits - 3 : digits;
  let value = 0;
  for (let at = from; at < from + kept; at++) value = value * 10 + bytes[at] - ZERO;
  return digits >= 15 ? value : value * MICROS_PER_MILLISECOND;
}

/** NaN where one of the two is no digit. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at];
  const ones = bytes[at + 1];
  return isDigit(tens) && isDigit(ones) ? (tens - ZERO) * 10 + ones - ZERO : NaN;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function daysBefore(year: number, month: number): number {
  return DAYS_BEFORE_MONTH[month - 1] + (month > 2 && isLeap(year) ? 1 : 0);
}

/** From 1970 on; 477 leap days had passed since the year 1 (proleptic) by the end of 1969. */
function daysBeforeYear(year: number): number {
  const past = year - 1;
  const leapDays = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) - 477;
  return (year - 1970) * 365 + leapDays;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
