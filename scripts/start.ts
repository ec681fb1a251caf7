/** `npm start [-- --port P] [--fresh]`: the whole product on this machine, with lively demo data, and where to click. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, root } from './build/products';
import { startLocalCloud } from './start/localCloud';
import { assertFree, DEFAULT_BASE_PORT, portsFrom } from './start/ports';
import { useLocalCloud } from './start/scriptEnvironment';
import { serveFiles } from './start/serveFiles';
import { chromiumPath } from './test/chromium';
import { playersOn } from './demo/players';
import { chanceFrom } from './world/chance';
import { liveToday } from './world/today';
import { OPERATOR_UID, NURSE_UID, PATIENT_UID } from './world/personas';

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

  say('starting CloudBase and the outside services…');
  const cloud = await startLocalCloud({ ports, folder });
  useLocalCloud(ports.emulator, cloud.environment);
  const { fillWorld } = await import('./world/world');
  const now = cloud.emulator.clock.now();
  const { personas, isNew } = await fillWorld(now, say);
  if (isNew) {
    const players = playersOn(cloud.emulator.url, cloud.standIns.wechatPay);
    say(`${await liveToday(players, chanceFrom(now), now)} orders are under way`);
  }

  const config = (more: object) => () =>
    `window.__CLOUD__ = ${JSON.stringify({ env: 'local-env', host: `127.0.0.1:${ports.emulator}`, ...more })};\n`;
  const payment = { payBase: cloud.standIns.wechatPay.url, appId: cloud.standIns.wechatPay.account.appid };
  const servers = [
    await serveFiles(join(root, 'dist/h5'), ports.miniprogram, {
      '/cloud-config.js': config(payment),
      '/personas.json': () => JSON.stringify(personas),
    }),
    await serveFiles(join(root, 'dist/desk'), ports.desk, {
      '/cloud-config.js': config({ operatorUid: OPERATOR_UID }),
    }),
  ];
  tell(ports);

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    console.log('\nstopping…');
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
    await cloud.stop();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
}

function tell(ports: ReturnType<typeof portsFrom>): void {
  const web = `http://127.0.0.1:${ports.miniprogram}`;
  say('ready. Open these, each in a window of its own:');
  console.log(`
  patient   ${web}/?as=${PATIENT_UID}
  nurse     ${web}/?as=${NURSE_UID}
  desk      http://127.0.0.1:${ports.desk}/

  CloudBase http://127.0.0.1:${ports.emulator}   (the emulator; data in .local/, kept until npm start -- --fresh)
  Ctrl-C stops everything.`);
  if (!chromiumPath())
    console.log(
      '  No Chromium found here: any modern browser shows the pages; npm test needs one (apt-get install chromium).',
    );
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
