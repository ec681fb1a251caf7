/** MongoDB prints doubles with 16 significant digits; whole numbers that a 64-bit integer holds, with all of theirs. */
const significantDigits = 16;

export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '-Infinity' : 'Infinity';
  if (Object.is(value, -0)) return '-0';
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 63) return BigInt(value).toString();
  const [mantissa = '', exponentText = '0'] = value.toExponential(significantDigits - 1).split('e');
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < significantDigits) {
    return String(Number(value.toPrecision(significantDigits)));
  }
  const digits = mantissa.replace(/\.?0+$/, '');
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
