/** Medians, percentiles and the machine: what every figure is published with. */
import { cpus, totalmem } from 'node:os';

export const percentile = (samples: readonly number[], share: number): number => {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
};

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

export const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits));

export const machine = () => ({
  node: process.version,
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  platform: `${process.platform} ${process.arch}`,
});

/** Milliseconds each of `work(0)`, `work(1)`, …, one after the other. */
export async function timed(times: number, work: (index: number) => Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  for (let index = 0; index < times; index += 1) {
    const from = performance.now();
    await work(index);
    samples.push(performance.now() - from);
  }
  return samples;
}

/** A benchmark answers one object that can be written down as JSON. */
export type Figures = Readonly<Record<string, unknown>>;
