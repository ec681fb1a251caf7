/** Grid values people can read: steps of 1, 2 or 5 times a power of ten. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

const LINES = 4;
/** Finer lines than this would make a mountain of a fluctuation that means nothing. */
const FINEST = { large: 2, small: 0.5 };

export function scaleOf(values: readonly number[]): Scale {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const raw = Math.max((most - least) / LINES, most > 60 ? FINEST.large : FINEST.small);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((times) => times * power >= raw) ?? 10) * power;
  return { low: Math.floor(least / step - 0.5) * step, high: Math.ceil(most / step + 0.5) * step, step };
}
