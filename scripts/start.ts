/** `npm start [-- --port P] [--fresh]`: the whole product on this machine, with lively demo data, and where to click. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, root } from './build/products';
import { assertFree, DEFAULT_BASE_PORT, portsFrom, type Ports } from './start/ports';
import { startProduct } from './start/product';
import { chromiumPath } from './test/chromium';
import { NURSE_UID, PATIENT_UID } from './world/personas';

const startedAt = Date.now();
const say = (line: string) => console.log(`[${((Date.now() - startedAt) / 1000).toFixed(0).padStart(3)} s] ${line}`);

function options(): { basePort: number; fresh: boolean } {
  const { values } = parseArgs({ options: { port: { type: 'string' }, fresh: { type: 'boolean' } } });
  const basePort = Number(values.port ?? DEFAULT_BASE_PORT);
  if (!Number.isInteger(basePort) || basePort < 1024 || basePort > 65_000) {
    throw new Error(`--port ${values.port}: give a number from 1024 to 65000`);
  }
  return { basePort, fresh: values.fresh ?? false };
}

async function main(): Promise<void> {
  const { basePort, fresh } = options();
  const ports = portsFrom(basePort);
  await assertFree(ports);
  const folder = join(root, '.local');
  if (fresh) rmSync(folder, { recursive: true, force: true });
  await build(['functions', 'h5', 'desk'], say);
  const product = await startProduct({ ports, folder, say });
  tell(ports);

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    console.log('\nstopping…');
    await product.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
}

function tell(ports: Ports): void {
  const web = `http://127.0.0.1:${ports.miniprogram}`;
  say('ready. Open these, each in a window of its own:');
  console.log(`
  patient   ${web}/?as=${PATIENT_UID}
  nurse     ${web}/?as=${NURSE_UID}
  desk      http://127.0.0.1:${ports.desk}/

  CloudBase http://127.0.0.1:${ports.emulator}   (the emulator and its inspector; data in .local/, kept until npm start -- --fresh)
  Ctrl-C stops everything.`);
  if (chromiumPath()) return;
  console.log('  No Chromium here: any modern browser shows the pages; npm test needs one (apt-get install chromium).');
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
