/** A number MongoDB could hold in 32 bits without loss. */
export const isInteger32 = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= -0x80000000 && value <= 0x7fffffff;
