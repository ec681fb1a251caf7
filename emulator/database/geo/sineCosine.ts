/**
 * Sine and cosine rounded as the C library of MongoDB's servers rounds them. JavaScript's own may be one unit of the
 * last place away, and a distance of some kilometres then differs in its thirteenth digit. A number is carried as an
 * unevaluated sum of two doubles (Dekker 1971) through the series of Taylor.
 */
interface Sum {
  readonly high: number;
  readonly low: number;
}

const splitter = 2 ** 27 + 1;
const halfPi = Math.PI / 2;
/** π/2 less the double nearest to it. */
const halfPiRest = 6.123233995736766e-17;

/** Needs |a| ≥ |b|. */
function sum(a: number, b: number): Sum {
  const high = a + b;
  return { high, low: b - (high - a) };
}

/** What the product of two doubles loses in rounding. */
function lostIn(product: number, a: number, b: number): number {
  const aLeft = splitter * a - (splitter * a - a);
  const bLeft = splitter * b - (splitter * b - b);
  const aRight = a - aLeft;
  const bRight = b - bLeft;
  return aRight * bRight - (product - aLeft * bLeft - aRight * bLeft - aLeft * bRight);
}

function times(a: Sum, b: Sum): Sum {
  const product = a.high * b.high;
  return sum(product, lostIn(product, a.high, b.high) + a.high * b.low + a.low * b.high);
}

/** Needs the first to be the larger. */
function plus(a: Sum, b: Sum): Sum {
  const { high, low } = sum(a.high, b.high);
  return sum(high, low + a.low + b.low);
}

/** 1/n as a sum. */
function inverse(n: number): Sum {
  const high = 1 / n;
  const product = high * n;
  return { high, low: (1 - product - lostIn(product, high, n)) / n };
}

const one: Sum = { high: 1, low: 0 };
const minusHalf: Sum = { high: -0.5, low: 0 };
const minusSixth = inverse(-6);
const twentyFourth = inverse(24);
const hundredTwentieth = inverse(120);

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
/** Of the series the small terms, for which one double is enough; the last first. */
const sineTail = [19, 17, 15, 13, 11, 9, 7].map((n) => (n % 4 === 1 ? 1 : -1) / factorial(n));
const cosineTail = [18, 16, 14, 12, 10, 8, 6].map((n) => (n % 4 === 0 ? 1 : -1) / factorial(n));

function tail(square: Sum, terms: readonly number[]): Sum {
  let value = 0;
  for (let i = 0; i < terms.length; i += 1) value = (terms[i] as number) + square.high * value;
  return { high: square.high * value, low: 0 };
}

/** Of an angle between -π/4 and π/4. */
function sine(angle: Sum, square: Sum): number {
  const third = plus(hundredTwentieth, tail(square, sineTail));
  const second = plus(minusSixth, times(square, third));
  return plus(angle, times(angle, times(square, second))).high;
}

function cosine(square: Sum): number {
  const third = plus(twentyFourth, tail(square, cosineTail));
  const second = plus(minusHalf, times(square, third));
  return plus(one, times(square, second)).high;
}

/** Of an angle between -π and π. */
export function sineCosine(angle: number): { readonly sine: number; readonly cosine: number } {
  const quarters = Math.round(angle / halfPi);
  const rest = sum(angle - quarters * halfPi, -quarters * halfPiRest);
  const square = times(rest, rest);
  const s = sine(rest, square);
  const c = cosine(square);
  if (quarters === 0) return { sine: s, cosine: c };
  if (quarters === 1) return { sine: c, cosine: -s };
  return quarters === -1 ? { sine: -c, cosine: s } : { sine: -s, cosine: -c };
}
