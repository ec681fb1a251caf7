/** A local CloudBase for one performance: functions are called as the mini-program calls them, changes are seen as they are committed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reply } from '#contract/reply';
import { freePorts, startLocalCloud, type LocalCloud } from '../start/localCloud';
import { useLocalCloud } from '../start/scriptEnvironment';

export interface As {
  readonly openid?: string;
  readonly uid?: string;
}

export interface Stage {
  readonly cloud: LocalCloud;
  /** What the function answered, refusals included. */
  ask<T = unknown>(name: string, data: object, as: As): Promise<Reply<T>>;
  /** What the function answered; a refusal is an error. */
  call<T = unknown>(name: string, data: object, as: As): Promise<T>;
  runTimer(name: string): Promise<void>;
  advance(minutes: number): Promise<void>;
  /** Documents changed since the last time: `orders ~abc12`, `+` new, `-` gone. */
  changes(): string[];
  close(): Promise<void>;
}

/** Answers something that is not a reply: the platform could not run the function at all. */
interface Failed {
  readonly ok: false;
  readonly error: { readonly code: string; readonly message: string };
}

export async function setStage(folder = mkdtempSync(join(tmpdir(), 'home-nursing-')), memory = true): Promise<Stage> {
  const ports = await freePorts();
  const cloud = await startLocalCloud({ ports, folder, memory });
  useLocalCloud(ports.emulator, cloud.environment);
  const seen: string[] = [];
  const stopWatching = cloud.emulator.engine.onCommit(({ changes }) => {
    for (const { collection, id, before, after } of changes) {
      seen.push(`${before === null ? '+' : after === null ? '−' : '~'} ${collection}/${id}`);
    }
  });
  const steer = async <T>(path: string, body: object): Promise<T> => {
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await fetch(`${cloud.emulator.url}/_emulator/${path}`, post);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const ask = async <T>(name: string, data: object, as: As): Promise<Reply<T>> => {
    const answer = await steer<{ ok: true; result: Reply<T> } | Failed>('call', { name, data, as });
    if (!answer.ok) throw new Error(`${name} did not run: ${answer.error.code} ${answer.error.message}`);
    return answer.result;
  };
  return {
    cloud,
    ask,
    call: async <T>(name: string, data: object, as: As): Promise<T> => {
      const reply = await ask<T>(name, data, as);
      if (!reply.ok) throw new Error(`${name} refused: ${reply.error.code} ${JSON.stringify(reply.error.details)}`);
      return reply.data;
    },
    runTimer: (name) => steer(`timers/${name}/run`, {}),
    advance: (minutes) => steer('clock', { advanceMs: minutes * 60_000 }),
    changes: () => seen.splice(0),
    close: async () => {
      stopWatching();
      await cloud.stop();
      if (memory) rmSync(folder, { recursive: true, force: true });
    },
  };
}
