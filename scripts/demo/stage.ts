/** A local CloudBase for one performance: functions are called as the mini-program calls them, changes are seen as they are committed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, startLocalCloud, type LocalCloud, type LocalCloudOptions } from '../start/localCloud';
import { useLocalCloud } from '../start/scriptEnvironment';
import { playersOn, type Players } from './players';

export type { As } from './players';

export interface Stage extends Players {
  readonly cloud: LocalCloud;
  /** Documents changed since the last time: `~ orders/abc12`, `+` new, `−` gone. */
  changes(): string[];
  close(): Promise<void>;
}

export async function setStage(
  folder = mkdtempSync(join(tmpdir(), 'home-nursing-')),
  memory = true,
  functionsAs: Pick<LocalCloudOptions, 'functions' | 'idleMs'> = {},
): Promise<Stage> {
  const ports = await freePorts();
  const cloud = await startLocalCloud({ ports, folder, memory, ...functionsAs });
  useLocalCloud(ports.emulator, cloud.environment);
  const seen: string[] = [];
  const stopWatching = cloud.emulator.engine.onCommit(({ changes }) => {
    for (const { collection, id, before, after } of changes) {
      seen.push(`${before === null ? '+' : after === null ? '−' : '~'} ${collection}/${id}`);
    }
  });
  return {
    ...playersOn(cloud.emulator.url, cloud.standIns.wechatPay),
    cloud,
    changes: () => seen.splice(0),
    close: async () => {
      stopWatching();
      await cloud.stop();
      if (memory) rmSync(folder, { recursive: true, force: true });
    },
  };
}
