/** The desk's connection to CloudBase: the operator signs in, reads what the rules allow, and writes command rows. */
import cloudbase from '@cloudbase/js-sdk';

interface CloudConfig {
  readonly env: string;
  /** `127.0.0.1:7782` on one machine; absent in the cloud. */
  readonly host?: string;
  /** Who works at this desk, where the machine decides (development). */
  readonly operatorUid?: string;
}

declare global {
  interface Window {
    readonly __CLOUD__?: CloudConfig;
  }
}

const config: CloudConfig = window.__CLOUD__ ?? { env: '' };
if (!config.env) throw new Error('cloud-config.js does not name an environment');

export const isLocal = config.host !== undefined;
export const emulatorUrl = `http://${config.host ?? ''}`;

const app = cloudbase.init({ env: config.env, region: 'ap-shanghai', persistence: 'none' });
if (config.host)
  (app as unknown as { registerHost(host: string, protocol: string): void }).registerHost(config.host, 'http');

/** On one machine the emulator's clock is the time, and it can be moved; in the cloud the operator's own is. */
export async function currentTime(): Promise<number> {
  if (!isLocal) return Date.now();
  const answer = await fetch(`${emulatorUrl}/_emulator/clock`);
  return ((await answer.json()) as { now: number }).now;
}

let signedInUid = '';
export const operatorUid = (): string => signedInUid;

/** On one machine the emulator gives the ticket; in the cloud the desk's sign-in page does. */
export async function signIn(): Promise<void> {
  const uid = config.operatorUid;
  if (!config.host || !uid) throw new Error('请从运营后台的登录页进入');
  const answer = await fetch(`${emulatorUrl}/_emulator/ticket`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ uid }),
  });
  const { ticket } = (await answer.json()) as { ticket: string };
  await app.auth().signInWithCustomTicket(() => Promise.resolve(ticket));
  signedInUid = uid;
}

export const database = () => app.database();

export async function callFunction<T>(name: string, data: Record<string, unknown>): Promise<T> {
  const { result } = (await app.callFunction({ name, data })) as { result: T };
  return result;
}

/** Puts a file into storage and answers its name there. */
export async function upload(cloudPath: string, file: File): Promise<string> {
  const { fileID } = await app.uploadFile({ cloudPath, filePath: file as unknown as string });
  return fileID;
}
