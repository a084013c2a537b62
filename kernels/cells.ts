/*
 * Kernels that write a column of a batch: each row's cell at that row's position, which then moves behind it. Rows lie one
 * behind the other in the memory and columns are written from left to right, so what stands right of a cell is written later,
 * up to the end of its row.
 *
 * The memory is the caller's. From `start()` on it is free for whatever the caller puts there: cells, values, texts, positions.
 */

/** One column, as the caller lays it out. Addresses are of this memory. */
@unmanaged
class Cell {
  values: usize;
  /** One byte a row, 1 where the value is present; 0 where all are. */
  validity: usize;
  /** What is written for null. */
  nothing: usize;
  nothingLength: i32;
  /** The byte before and behind a value, such as a quote; 0: none. Nulls have none. */
  quote: i32;
  /** The byte behind the cell; 0: none. */
  after: i32;
  /** Bytes right of the cell that may be overwritten. */
  room: i32;
  /** Digits behind the point. */
  scale: i32;
  /** Of a dictionary: where the entries begin and end, and their bytes. */
  offsets: usize;
  bytes: usize;
}

/* Names of the kinds of values, told apart when this is compiled. */
class Int32 {}
class Int53 {}
class Decimal {}
class Decimal64 {}
class Day {}
class Moment {}
class Time {}
class Bool {}
class Uuid {}

const PAIRS: usize = memory.data(200, 16);
/** 10^0 … 10^19 as 64-bit integers. */
const POWERS: usize = memory.data(160, 16);
/** For each bit length of v < 2^32 what carries the number of digits of v into the upper half of its sum with v. */
const DIGITS: usize = memory.data(264, 16);
/** The days of four years from a 1 January after a leap year on: `-MM-DDT` as text, then the number of the year. */
const CYCLE: usize = memory.data(11_688, 16);
/** For a date. */
const ROOM: usize = memory.data(32, 16);
const END: usize = memory.data(16, 16);

for (let i = 0; i < 100; i++) store<u16>(PAIRS + 2 * i, (48 + i / 10) | ((48 + (i % 10)) << 8));
for (let i = 0, power: u64 = 1; i < 20; i++, power *= 10) store<u64>(POWERS + 8 * i, power);

for (let bits = 1, count = 1; bits <= 32; bits++) {
  // The power of ten that lies within this bit length, if one does: numbers from there on have one digit more.
  if (load<u64>(POWERS + 8 * count) < (<u64>1 << (bits - 1))) count++;
  const next = load<u64>(POWERS + 8 * count);
  const isWithin = next < (<u64>1 << bits);
  store<u64>(DIGITS + 8 * bits, (u64(count + i32(isWithin)) << 32) - (isWithin ? next : 0));
}
for (let year = 0, at = CYCLE; year < 4; year++) {
  for (let month = 1; month <= 12; month++) {
    const length = month == 2 ? 28 + i32(year == 3) : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    for (let day = 1; day <= length; day++, at += 8) {
      store<u64>(at, (u64(pair(day)) << 32) | (u64(pair(month)) << 8) | 0x0054_0000_2d00_002d | (u64(year) << 56));
    }
  }
}

/** Where the caller's own memory begins. */
export function start(): usize {
  return END + 16;
}

const MINUS = 45;
const POINT = 46;
const DASH = 45;
const COLON: u64 = 58;

@inline
function pair(v: u32): u32 {
  return load<u16>(PAIRS + (v << 1));
}

@inline
function power(exponent: i32): u64 {
  return load<u64>(POWERS + (exponent << 3));
}

/** How many digits v has; 1 for 0. By its bits, of which log10 2, about 1233 / 4096, make a digit. */
@inline
function digits(v: u64): i32 {
  if (isSmall(v)) return i32((v + load<u64>(DIGITS + ((32 - clz(u32(v) | 1)) << 3))) >> 32);
  const guess = ((64 - i32(clz(v | 1))) * 1233) >> 12;
  return guess + i32((v | 1) >= power(guess));
}

@inline
function isSmall(v: u64): bool {
  return v >> 32 == 0;
}

/** Writes v with leading zeros to exactly `count` digits that end at `end`. */
@inline
function putSmall(end: usize, v: u32, count: i32): void {
  let q = end;
  for (; count >= 2; count -= 2) {
    const rest = v / 100;
    q -= 2;
    store<u16>(q, pair(v - rest * 100));
    v = rest;
  }
  if (count > 0) store<u8>(q - 1, 48 + v);
}

/** Writes v with leading zeros to exactly `count` digits from p on, and returns the position behind them. */
@inline
function putPadded(p: usize, v: u64, count: i32): usize {
  const behind = p + count;
  let end = behind;
  if (isSmall(v)) {
    putSmall(end, u32(v), count);
    return behind;
  }
  for (; count > 8; count -= 8, end -= 8) {
    const rest = v / 100_000_000;
    putSmall(end, u32(v - rest * 100_000_000), 8);
    v = rest;
  }
  putSmall(end, u32(v), count);
  return behind;
}

/** Bytes right of a cell that kernels overwrite where they may, for a store of a whole word has no branch on its length. */
const WORD = 8;
const ZEROS: u64 = 0x3030303030303030;

/** The eight digits of v < 10^8, the first one in the lowest byte: pairs of four, two and one digits, side by side. */
@inline
function eightDigits(v: u64): u64 {
  const high = v / 10_000;
  const fours = high | ((v - high * 10_000) << 32);
  const hundreds = ((fours * 10_486) >> 20) & 0x0000_007f_0000_007f;
  const twos = hundreds | ((fours - hundreds * 100) << 16);
  const tens = ((twos * 103) >> 10) & 0x000f_000f_000f_000f;
  return tens + ((twos - tens * 10) << 8) + ZEROS;
}

@inline
function putInteger(p: usize, v: u64, wide: bool): usize {
  const count = digits(v);
  if (wide && v < 100_000_000) {
    store<u64>(p, eightDigits(v) >> ((8 - count) << 3));
    return p + count;
  }
  return putPadded(p, v, count);
}

@inline
function decimalWidth(v: i64, scale: i32): i32 {
  const sign = i32(v < 0);
  const size = u64(v < 0 ? -v : v);
  if (scale == 0) return sign + digits(size);
  const least = scale + 1;
  const count = digits(size);
  return sign + 1 + (count < least ? least : count);
}

@inline
function putSigned(p: usize, v: i64, wide: bool): usize {
  if (v >= 0) return putInteger(p, u64(v), wide);
  store<u8>(p, MINUS);
  return putInteger(p + 1, u64(-v), wide);
}

@inline
function putDecimal(p: usize, v: i64, scale: i32, wide: bool): usize {
  if (scale == 0) return putSigned(p, v, wide);
  let size = u64(v);
  if (v < 0) {
    store<u8>(p++, MINUS);
    size = u64(-v);
  }
  if (wide && size < 100_000_000 && scale < 8) {
    // The digits with a gap for the point, which may push the last one out of the word.
    const count = max(digits(size), scale + 1);
    const text = eightDigits(size) >> ((8 - count) << 3);
    const whole = (count - scale) << 3;
    const fraction = (text >> whole) << whole;
    store<u64>(p, (text ^ fraction) | (u64(POINT) << whole) | (fraction << 8));
    store<u8>(p, u8(fraction >> 56), 8);
    return p + count + 1;
  }
  const unit = power(scale);
  // The quotient of small numbers takes a fraction of the time.
  const whole = isSmall(size | unit) ? u64(u32(size) / u32(unit)) : size / unit;
  p = putInteger(p, whole, false);
  store<u8>(p, POINT);
  return putPadded(p + 1, size - whole * unit, scale);
}

/** 0000-01-01 and 9999-12-31 in days since 1970-01-01. */
const FIRST_DAY = -719_528;
const LAST_DAY = 2_932_896;
/** From 1970-01-01 back to 0000-03-01, and a number of whole 400-year periods that makes every day positive. */
const SHIFT = 719_468 + 146_097 * 2000;
const SHIFT_YEARS = 400 * 2000;

/** From 1901-01-01 to 2100-02-28 every fourth year is a leap year: in days since 1970-01-01. */
const FIRST_PLAIN_DAY = -25_202;
const END_PLAIN_DAY = 47_541;

@inline
function isPlain(day: i32): bool {
  return u32(day - FIRST_PLAIN_DAY) < u32(END_PLAIN_DAY - FIRST_PLAIN_DAY);
}

/** The four digits of a year. */
@inline
function yearDigits(year: u32): u32 {
  const century = year / 100;
  return pair(century) | (pair(year - century * 100) << 16);
}

/** Writes the date of a plain day and a `T` behind it, and another byte. */
@inline
function putPlainDay(p: usize, day: i32): void {
  const since = u32(day - FIRST_PLAIN_DAY);
  const cycle = since / 1461;
  const rest = load<u64>(CYCLE + ((since - cycle * 1461) << 3));
  store<u32>(p, yearDigits(1901 + 4 * cycle + u32(rest >> 56)));
  store<u64>(p, rest, 4);
}

/** Writes a year of other than four digits: a sign and at least six. */
function putLongYear(p: usize, year: i32): usize {
  const size = u64(year < 0 ? -year : year);
  store<u8>(p, year < 0 ? MINUS : 43);
  const count = digits(size);
  return putPadded(p + 1, size, count < 6 ? 6 : count);
}

/**
 * Writes a date of the proleptic Gregorian calendar. By the algorithm of C. Neri and L. Schneider, Euclidean affine functions
 * and their application to calendar algorithms (2022), figure 12.
 */
function putDay(p: usize, day: i32): usize {
  const n1 = 4 * u32(day + SHIFT) + 3;
  const century = n1 / 146_097;
  const inCentury = (n1 - century * 146_097) / 4;
  const product = u64(2_939_745) * u64(4 * inCentury + 3);
  const yearOfCentury = u32(product >> 32);
  const dayOfYear = u32(product) / 2_939_745 / 4;
  const n3 = 2_141 * dayOfYear + 197_913;
  const isNext = i32(dayOfYear >= 306);
  const month = (n3 >> 16) - (isNext ? 12 : 0);
  const inMonth = (n3 & 0xffff) / 2_141 + 1;
  const year = i32(100 * century + yearOfCentury) + isNext - SHIFT_YEARS;
  if (u32(year) > 9999) {
    p = putLongYear(p, year);
    store<u8>(p, DASH);
    store<u16>(p, pair(month), 1);
    store<u8>(p, DASH, 3);
    store<u16>(p, pair(inMonth), 4);
    return p + 6;
  }
  store<u64>(p, u64(yearDigits(year)) | (u64(DASH) << 32) | (u64(pair(month)) << 40) | (u64(DASH) << 56));
  store<u16>(p, pair(inMonth), 8);
  return p + 10;
}

/** The width of a date: of one outside the four-digit years by writing it where it does no harm. */
@inline
function dayWidth(day: i32): i32 {
  return day >= FIRST_DAY && day <= LAST_DAY ? 10 : i32(putDay(ROOM, day) - ROOM);
}

const DAY_MS: f64 = 86_400_000;

/** The day of an instant: the quotient is exact enough, for a millisecond is more than its error within any calendar. */
@inline
function dayOf(ms: f64): f64 {
  return floor(ms / DAY_MS);
}

/** Writes `HH:MM:SS` and, where asked for or not 0, `.mmm`. */
@inline
function putTime(p: usize, ms: u32, always: bool): usize {
  const seconds = ms / 1000;
  const milli = ms - seconds * 1000;
  const minutes = seconds / 60;
  const hours = minutes / 60;
  const ofHour = u64(pair(minutes - hours * 60)) << 24;
  const ofMinute = u64(pair(seconds - minutes * 60)) << 48;
  store<u64>(p, u64(pair(hours)) | (COLON << 16) | ofHour | (COLON << 40) | ofMinute);
  if (!always && milli == 0) return p + 8;
  const tenths = milli / 10;
  store<u32>(p, POINT | (pair(tenths) << 8) | ((48 + milli - tenths * 10) << 24), 8);
  return p + 12;
}

/** Writes four words, most significant first, as 8-4-4-4-12 hexadecimal digits. */
@inline
function putUuid(p: usize, words: usize): usize {
  const letters = i8x16(48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 97, 98, 99, 100, 101, 102);
  const raw = v128.load(words);
  const bytes = i8x16.shuffle(raw, raw, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
  const high = i8x16.swizzle(letters, i8x16.shr_u(bytes, 4));
  const low = i8x16.swizzle(letters, v128.and(bytes, i8x16.splat(15)));
  const first = i8x16.shuffle(high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const second = i8x16.shuffle(high, low, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  const dashes = i8x16.splat(i8(DASH));
  v128.store(p, i8x16.shuffle(first, dashes, 0, 1, 2, 3, 4, 5, 6, 7, 16, 8, 9, 10, 11, 16, 12, 13));
  store<u16>(p, u16(i16x8.extract_lane_u(first, 7)), 16);
  store<u8>(p, DASH, 18);
  store<u32>(p, u32(i32x4.extract_lane(second, 0)), 19);
  store<u8>(p, DASH, 23);
  store<u32>(p, u32(i32x4.extract_lane(second, 1)), 24);
  store<u64>(p, u64(i64x2.extract_lane(second, 1)), 28);
  return p + 36;
}

/** `true` or `false`; with a byte of room behind it the letter that only one of them has needs no branch. */
@inline
function putBool(p: usize, value: bool, wide: bool): usize {
  store<u32>(p, value ? 0x65757274 : 0x736c6166);
  if (wide) {
    store<u8>(p, 0x65, 4);
    return p + 5 - usize(value);
  }
  if (value) return p + 4;
  store<u8>(p, 0x65, 4);
  return p + 5;
}

@inline
function momentWidth(ms: f64): i32 {
  return ms >= f64(FIRST_DAY) * DAY_MS && ms < f64(LAST_DAY + 1) * DAY_MS ? 24 : 14 + dayWidth(i32(dayOf(ms)));
}

/** A whole number below 2^31, signed: adding 1.5 · 2^52 leaves it in the lowest bits, in less time than a conversion. */
@inline
function small(v: f64): i32 {
  return i32(reinterpret<i64>(v + 6_755_399_441_055_744));
}

@inline
function width<K>(values: usize, i: usize, scale: i32): i32 {
  if (idof<K>() == idof<Int32>()) return decimalWidth(i64(load<i32>(values + (i << 2))), 0);
  if (idof<K>() == idof<Int53>()) return decimalWidth(i64(load<f64>(values + (i << 3))), 0);
  if (idof<K>() == idof<Decimal>()) return decimalWidth(i64(load<f64>(values + (i << 3))), scale);
  if (idof<K>() == idof<Decimal64>()) return decimalWidth(load<i64>(values + (i << 3)), scale);
  if (idof<K>() == idof<Day>()) return dayWidth(load<i32>(values + (i << 2)));
  if (idof<K>() == idof<Moment>()) return momentWidth(load<f64>(values + (i << 3)));
  if (idof<K>() == idof<Time>()) return load<i32>(values + (i << 2)) % 1000 == 0 ? 8 : 12;
  if (idof<K>() == idof<Bool>()) return 5 - i32(load<u8>(values + i));
  return 36;
}

@inline
function put<K>(p: usize, values: usize, i: usize, scale: i32, wide: bool): usize {
  if (idof<K>() == idof<Int32>()) return putSigned(p, i64(load<i32>(values + (i << 2))), wide);
  if (idof<K>() == idof<Int53>()) return putSigned(p, i64(load<f64>(values + (i << 3))), wide);
  if (idof<K>() == idof<Decimal>()) return putDecimal(p, i64(load<f64>(values + (i << 3))), scale, wide);
  if (idof<K>() == idof<Decimal64>()) return putDecimal(p, load<i64>(values + (i << 3)), scale, wide);
  if (idof<K>() == idof<Day>()) {
    const day = load<i32>(values + (i << 2));
    if (!wide || !isPlain(day)) return putDay(p, day);
    putPlainDay(p, day);
    return p + 10;
  }
  if (idof<K>() == idof<Moment>()) {
    const ms = load<f64>(values + (i << 3));
    const day = dayOf(ms);
    if (isPlain(small(day))) {
      putPlainDay(p, small(day));
      p += 11;
    } else {
      p = putDay(p, small(day));
      store<u8>(p++, 84);
    }
    p = putTime(p, small(ms - day * DAY_MS), true);
    store<u8>(p, 90);
    return p + 1;
  }
  if (idof<K>() == idof<Time>()) return putTime(p, load<u32>(values + (i << 2)), false);
  if (idof<K>() == idof<Bool>()) return putBool(p, load<bool>(values + i), wide);
  return putUuid(p, values + (i << 4));
}

/** Adds each row's width to `widths`. */
function measure<K>(cell: Cell, length: i32, widths: usize): void {
  const values = cell.values;
  const validity = cell.validity;
  const nothing = cell.nothingLength;
  const scale = cell.scale;
  const around = (i32(cell.quote != 0) << 1) + i32(cell.after != 0);
  const absent = nothing + i32(cell.after != 0);
  for (let i: usize = 0; i < usize(length); i++, widths += 4) {
    const isNull = validity != 0 && load<u8>(validity + i) == 0;
    store<i32>(widths, load<i32>(widths) + (isNull ? absent : around + width<K>(values, i, scale)));
  }
}

function scatter<K>(cell: Cell, length: i32, positions: usize): void {
  const values = cell.values;
  const validity = cell.validity;
  const quote = cell.quote;
  const after = cell.after;
  const scale = cell.scale;
  const wide = cell.room >= (idof<K>() == idof<Bool>() ? 1 : WORD);
  for (let i: usize = 0; i < usize(length); i++, positions += 4) {
    let p = load<usize>(positions);
    if (validity != 0 && load<u8>(validity + i) == 0) {
      copyExactly(p, cell.nothing, cell.nothingLength);
      p += cell.nothingLength;
    } else {
      if (quote) store<u8>(p++, quote);
      p = put<K>(p, values, i, scale, wide);
      if (quote) store<u8>(p++, quote);
    }
    if (after) store<u8>(p++, after);
    store<usize>(positions, p);
  }
}

/** Copies exactly `length` bytes; the last store may overlap the one before. */
@inline
function copyExactly(p: usize, from: usize, length: i32): void {
  if (length >= 8) {
    for (let j = 0; j < length - 8; j += 8) store<u64>(p + j, load<u64>(from + j));
    store<u64>(p + length - 8, load<u64>(from + length - 8));
  } else if (length >= 4) {
    store<u32>(p, load<u32>(from));
    store<u32>(p + length - 4, load<u32>(from + length - 4));
  } else {
    for (let j = 0; j < length; j++) store<u8>(p + j, load<u8>(from + j));
  }
}

/* A kernel for each kind. */
export function measureInt32(cell: Cell, length: i32, widths: usize): void { measure<Int32>(cell, length, widths); }
export function measureInt53(cell: Cell, length: i32, widths: usize): void { measure<Int53>(cell, length, widths); }
export function measureDecimal(cell: Cell, length: i32, widths: usize): void { measure<Decimal>(cell, length, widths); }
export function measureDecimal64(cell: Cell, length: i32, widths: usize): void { measure<Decimal64>(cell, length, widths); }
export function measureDate(cell: Cell, length: i32, widths: usize): void { measure<Day>(cell, length, widths); }
export function measureTimestamp(cell: Cell, length: i32, widths: usize): void { measure<Moment>(cell, length, widths); }
export function measureTime(cell: Cell, length: i32, widths: usize): void { measure<Time>(cell, length, widths); }
export function measureBool(cell: Cell, length: i32, widths: usize): void { measure<Bool>(cell, length, widths); }
export function measureUuid(cell: Cell, length: i32, widths: usize): void { measure<Uuid>(cell, length, widths); }
export function scatterInt32(cell: Cell, length: i32, positions: usize): void { scatter<Int32>(cell, length, positions); }
export function scatterInt53(cell: Cell, length: i32, positions: usize): void { scatter<Int53>(cell, length, positions); }
export function scatterDecimal(cell: Cell, length: i32, positions: usize): void { scatter<Decimal>(cell, length, positions); }
export function scatterDecimal64(cell: Cell, length: i32, positions: usize): void { scatter<Decimal64>(cell, length, positions); }
export function scatterDate(cell: Cell, length: i32, positions: usize): void { scatter<Day>(cell, length, positions); }
export function scatterTimestamp(cell: Cell, length: i32, positions: usize): void { scatter<Moment>(cell, length, positions); }
export function scatterTime(cell: Cell, length: i32, positions: usize): void { scatter<Time>(cell, length, positions); }
export function scatterBool(cell: Cell, length: i32, positions: usize): void { scatter<Bool>(cell, length, positions); }
export function scatterUuid(cell: Cell, length: i32, positions: usize): void { scatter<Uuid>(cell, length, positions); }

/** Texts of a dictionary; the entry that stands for null is at `nothingLength`. */
export function measureEntries(cell: Cell, length: i32, widths: usize): void {
  const offsets = cell.offsets;
  const validity = cell.validity;
  let values = cell.values;
  const after = i32(cell.after != 0);
  for (let i: usize = 0; i < usize(length); i++, values += 4, widths += 4) {
    if (validity != 0 && load<u8>(validity + i) == 0) store<i32>(values, cell.nothingLength);
    const entry = offsets + (load<usize>(values) << 2);
    store<i32>(widths, load<i32>(widths) + load<i32>(entry, 4) - load<i32>(entry) + after);
  }
}

/** Writes up to 16 bytes past a text's end. */
export function scatterEntries(cell: Cell, length: i32, positions: usize): void {
  const offsets = cell.offsets;
  const bytes = cell.bytes;
  const after = cell.after;
  let values = cell.values;
  for (let i = 0; i < length; i++, values += 4, positions += 4) {
    const entry = offsets + (load<usize>(values) << 2);
    const from = bytes + load<usize>(entry);
    const size = load<usize>(entry, 4) - load<usize>(entry);
    let p = load<usize>(positions);
    v128.store(p, v128.load(from));
    for (let j: usize = 16; j < size; j += 16) v128.store(p + j, v128.load(from + j));
    p += size;
    if (after) store<u8>(p++, after);
    store<usize>(positions, p);
  }
}

/** The same without a byte past the end. */
export function scatterEntriesExactly(cell: Cell, length: i32, positions: usize): void {
  const offsets = cell.offsets;
  const bytes = cell.bytes;
  const after = cell.after;
  let values = cell.values;
  for (let i = 0; i < length; i++, values += 4, positions += 4) {
    const entry = offsets + (load<usize>(values) << 2);
    const size = load<usize>(entry, 4) - load<usize>(entry);
    let p = load<usize>(positions);
    copyExactly(p, bytes + load<usize>(entry), i32(size));
    p += size;
    if (after) store<u8>(p++, after);
    store<usize>(positions, p);
  }
}

/** The same bytes in every row. */
export function scatterLiteral(at: usize, size: i32, length: i32, positions: usize): void {
  for (let i = 0; i < length; i++, positions += 4) {
    const p = load<usize>(positions);
    copyExactly(p, at, size);
    store<usize>(positions, p + size);
  }
}

/** Turns widths into positions: the first row begins at `p`. Returns where the last one ends. */
export function startsOfRows(widths: usize, length: i32, fixed: i32, p: usize): usize {
  for (let i = 0; i < length; i++, widths += 4) {
    const size = load<usize>(widths) + fixed;
    store<usize>(widths, p);
    p += size;
  }
  return p;
}
