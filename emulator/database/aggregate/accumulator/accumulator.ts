/** One group's running result. A missing value comes as undefined; an undefined result is written as null. */
export interface Accumulation {
  add(value: unknown): void;
  result(): unknown;
}

/** Starts the result of a new group. */
export type Accumulator = () => Accumulation;
