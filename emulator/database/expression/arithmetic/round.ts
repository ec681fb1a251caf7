import { requestFailed } from '../../refusals';
import { isNullish } from '../language/nullish';
import { variadic, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';

const scratch = new DataView(new ArrayBuffer(8));

/** A finite number as mantissa × 2^exponent, exactly. */
function binaryParts(value: number): { mantissa: bigint; exponent: number } {
  scratch.setFloat64(0, value);
  const bits = scratch.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | 0x10000000000000n, exponent: biased - 1075 };
}

/** How many whole steps of 10^-place fit into the number, and whether the rest rounds up (half goes to even). */
function steps(value: number, place: number, rounds: boolean): bigint {
  const { mantissa, exponent } = binaryParts(Math.abs(value));
  let numerator = mantissa;
  let denominator = 1n;
  if (exponent >= 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  if (place >= 0) numerator *= 10n ** BigInt(place);
  else denominator *= 10n ** BigInt(-place);
  const whole = numerator / denominator;
  const rest = (numerator % denominator) * 2n;
  const up = rounds && (rest > denominator || (rest === denominator && whole % 2n === 1n));
  return up ? whole + 1n : whole;
}

/** Works on the number's exact binary value, as MongoDB's decimals do: 2.675 is a little less than it looks. */
function quantize(value: number, place: number, rounds: boolean): number {
  if (!Number.isFinite(value) || (place >= 0 && Number.isInteger(value))) return value;
  const magnitude = Number(`${steps(value, place, rounds)}e${-place}`);
  return value < 0 ? -magnitude : magnitude;
}

function placeOf(value: unknown, name: string): number {
  if (typeof value !== 'number') throw requestFailed(`can't convert from BSON type ${typeName(value)} to long`);
  if (!Number.isInteger(value)) throw requestFailed(`precision argument to  ${name} must be a integral value`);
  if (value < -20 || value > 100) {
    throw requestFailed(`cannot apply ${name} with precision value ${value} value must be in [-20, 100]`);
  }
  return value;
}

const rounding = (rounds: boolean): Operator =>
  variadic(1, 2, (values, name) => {
    const [value, place] = values;
    if (isNullish(value)) return null;
    if (typeof value !== 'number') throw requestFailed(`${name} only supports numeric types, not ${typeName(value)}`);
    if (values.length === 1) return quantize(value, 0, rounds);
    return isNullish(place) ? null : quantize(value, placeOf(place, name), rounds);
  });

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/round/ Half goes to the even neighbour. */
export const round: Operator = rounding(true);

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/trunc/ */
export const trunc: Operator = rounding(false);
