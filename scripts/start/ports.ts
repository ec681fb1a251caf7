/** All servers stand at fixed distances from one base port, so that one number moves them together. */
import { createServer } from 'node:net';

export const DEFAULT_BASE_PORT = 7780;

export interface Ports {
  readonly miniprogram: number;
  readonly desk: number;
  readonly emulator: number;
  readonly wechatPay: number;
  readonly tencentCloud: number;
  readonly amap: number;
  readonly insurer: number;
  readonly medicalInsurance: number;
}

export const portsFrom = (base: number): Ports => ({
  miniprogram: base,
  desk: base + 1,
  emulator: base + 2,
  wechatPay: base + 3,
  tencentCloud: base + 4,
  amap: base + 5,
  insurer: base + 6,
  medicalInsurance: base + 7,
});

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/** Throws one clear line when any is taken. */
export async function assertFree(ports: Ports): Promise<void> {
  for (const [name, port] of Object.entries(ports) as [string, number][]) {
    if (await isFree(port)) continue;
    throw new Error(
      `port ${port} (${name}) is in use: stop what listens there (another npm start?), or choose others: npm start -- --port 8800`,
    );
  }
}

/** A base port with room above it, for runs beside another; a new one each time, so that no old connection is taken for a new one. */
export async function freeBasePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const base = 20_000 + 10 * Math.floor(Math.random() * 1200);
    const free = await Promise.all(Object.values(portsFrom(base)).map((port) => isFree(port as number)));
    if (free.every(Boolean)) return base;
  }
  throw new Error('no free ports between 20000 and 32000');
}
