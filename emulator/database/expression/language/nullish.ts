/** Null or missing: most operators answer null to it. */
export const isNullish = (value: unknown): value is null | undefined => value === null || value === undefined;
