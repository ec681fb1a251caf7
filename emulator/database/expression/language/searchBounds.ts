import { requestFailed } from '../../refusals';
import { isInteger32 } from './integer';
import { shown } from './shown';
import { typeName } from '../../values/typeName';

function bound(value: unknown, name: string, which: string): number {
  if (!isInteger32(value)) {
    // MongoDB leaves out the blank after the operator's name, too.
    throw requestFailed(
      `${name}requires an integral ${which}, found a value of type: ${typeName(value)}, with value: ${shown(value)}`,
    );
  }
  if (value < 0) throw requestFailed(`${name} requires a nonnegative ${which}, found: ${value}`);
  return value;
}

/** Start and end of a search in $indexOfArray, $indexOfBytes, $indexOfCP; the end never beyond `length`. */
export function searchBounds(values: readonly unknown[], length: number, name: string): { start: number; end: number } {
  return {
    start: values.length > 2 ? bound(values[2], name, 'starting index') : 0,
    end: values.length > 3 ? Math.min(length, bound(values[3], name, 'ending index')) : length,
  };
}
