/** A behaviour tests can change, for a number of times or until it is changed again. */
export interface Scripted<Value> {
  set(value: Value, times?: number): void;
  /** The behaviour for the case at hand; uses up one of its times. */
  take(): Value;
  peek(): Value;
}

export function scripted<Value>(usual: Value): Scripted<Value> {
  let current = usual;
  let left = Infinity;
  const take = (): Value => {
    const value = current;
    left -= 1;
    if (left <= 0) {
      current = usual;
      left = Infinity;
    }
    return value;
  };
  return {
    set: (value, times = Infinity) => {
      current = value;
      left = times;
    },
    take,
    peek: () => current,
  };
}
