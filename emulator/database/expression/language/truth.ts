/** MongoDB's idea of true: everything but false, null, missing and zero. NaN, '' and [] are true. */
export const isTrue = (value: unknown): boolean =>
  value === true || (value !== false && value !== undefined && value !== null && value !== 0);
