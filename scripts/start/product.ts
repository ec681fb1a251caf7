/** The whole product on this machine: CloudBase, the outside services, the demo city, and the two web sites. */
import { join } from 'node:path';
import type { Server } from 'node:http';
import { root } from '../build/products';
import { playersOn } from '../demo/players';
import { chanceFrom } from '../world/chance';
import { leaveDeskWork } from '../world/deskWork';
import { OPERATOR_UID } from '../world/personas';
import { liveToday } from '../world/today';
import type { WorldSize } from '../world/world';
import { startLocalCloud, type LocalCloud } from './localCloud';
import type { Ports } from './ports';
import { useLocalCloud } from './scriptEnvironment';
import { serveFiles } from './serveFiles';

export interface ProductOptions {
  readonly ports: Ports;
  /** Keys, ledgers and, unless `memory`, the database. */
  readonly folder: string;
  readonly memory?: boolean;
  readonly size?: WorldSize;
  /** Without: a city in which nothing is going on. */
  readonly lively?: boolean;
  /** Epoch milliseconds the clock is set to first; absent: as the machine has it, or as it was left. */
  readonly startsAt?: number;
  readonly say: (line: string) => void;
}

export interface Product {
  readonly cloud: LocalCloud;
  stop(): Promise<void>;
}

export async function startProduct({
  ports,
  folder,
  memory,
  size,
  lively = true,
  startsAt,
  say,
}: ProductOptions): Promise<Product> {
  say('starting CloudBase and the outside services…');
  const cloud = await startLocalCloud({ ports, folder, memory });
  useLocalCloud(ports.emulator, cloud.environment);
  if (startsAt !== undefined) cloud.emulator.clock.set(startsAt);
  const now = cloud.emulator.clock.now();
  // Only now: what it loads asks for its keys at once.
  const { fillWorld } = await import('../world/world');
  const { personas, isNew } = await fillWorld(now, say, size);
  if (isNew && lively) {
    const players = playersOn(cloud.emulator.url, cloud.standIns.wechatPay);
    say(`${await liveToday(players, chanceFrom(now), now)} orders are under way`);
    await leaveDeskWork(players, now);
  }
  const sites = await serveSites(ports, cloud, () => JSON.stringify(personas));
  return {
    cloud,
    stop: async () => {
      for (const site of sites) {
        site.close();
        site.closeAllConnections();
      }
      await cloud.stop();
    },
  };
}

function serveSites(ports: Ports, { standIns }: LocalCloud, personas: () => string): Promise<Server[]> {
  const config = (more: object) => () =>
    `window.__CLOUD__ = ${JSON.stringify({ env: 'local-env', host: `127.0.0.1:${ports.emulator}`, ...more })};\n`;
  const { url: payBase, account } = standIns.wechatPay;
  return Promise.all([
    serveFiles(join(root, 'dist/h5'), ports.miniprogram, {
      '/cloud-config.js': config({
        payBase,
        appId: account.appid,
        voucherBase: standIns.medicalInsurance.url,
        smsOutbox: `${standIns.tencentCloud.url}/_tencent/sms`,
      }),
      '/personas.json': personas,
    }),
    serveFiles(join(root, 'dist/desk'), ports.desk, { '/cloud-config.js': config({ operatorUid: OPERATOR_UID }) }),
  ]);
}
