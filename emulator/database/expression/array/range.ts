import { requestFailed } from '../../refusals';
import { isInteger32 } from '../language/integer';
import { variadic, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';

/** MongoDB's limit of 100 MB at 16 bytes a value. */
const memoryLimitBytes = 104_857_600;
const bytesEach = 16;

function integer(value: unknown, article: string, which: string): number {
  if (typeof value !== 'number') {
    throw requestFailed(`$range requires a numeric ${which} value, found value of type: ${typeName(value)}`);
  }
  if (!isInteger32(value)) {
    throw requestFailed(
      `$range requires ${article} ${which} value that can be represented as a 32-bit integer, found value: ${value}`,
    );
  }
  return value;
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/range/ From start until before end. */
export const range: Operator = variadic(2, 3, (values) => {
  const start = integer(values[0], 'a', 'starting');
  const end = integer(values[1], 'an', 'ending');
  const step = values.length === 3 ? integer(values[2], 'a', 'step') : 1;
  if (step === 0) throw requestFailed('$range requires a non-zero step value');
  const length = Math.max(0, Math.ceil((end - start) / step));
  if (length * bytesEach > memoryLimitBytes) {
    throw requestFailed(
      `$range would use too much memory (${length * bytesEach} bytes) and cannot spill to disk. ` +
        `Memory limit: ${memoryLimitBytes} bytes`,
    );
  }
  return Array.from({ length }, (_, i) => start + i * step);
});
