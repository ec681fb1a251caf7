/** The production build of the screens, served beside a city on the local CloudBase, and people who come back to it. */
import { globalAgent, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { build, root } from '../../scripts/build/products';
import { freeBasePort, portsFrom } from '../../scripts/start/ports';
import { startProduct, type Product } from '../../scripts/start/product';
import { serveFiles } from '../../scripts/start/serveFiles';
import { chromiumPath } from '../../scripts/test/chromium';
import { PATIENT_UID } from '../../scripts/world/personas';

const ENV = 'local-env';
const SIZE = { nurses: 40, applicants: 0, families: 8, pastVisits: 40 };
const MONDAY_AT_EIGHT = Date.parse('2026-11-23T08:00:00+08:00');
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

export interface Site {
  readonly product: Product;
  readonly address: string;
  readonly browser: Browser;
  /** The first family's phone: signed in some time ago, nothing else remembered. */
  familyPhone(): Promise<BrowserContext>;
  close(): Promise<void>;
}

/** What the browser SDK keeps of somebody who has signed in. */
async function credentialsOf(cloud: string, uid: string): Promise<string> {
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${cloud}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  const { ticket } = await post('/_emulator/ticket', { uid });
  const session = await post('/auth/v1/signin/custom', { ticket });
  const expires = new Date(Date.now() + Number(session.expires_in) * 1000).toISOString();
  return JSON.stringify({ ...session, expires_at: expires });
}

/** A site in the cloud asks the cloud's hosts; here the same bytes ask the local CloudBase. Runs in the page, before all else. */
function askLocally([cloud, key, credentials]: readonly [string, string, string]): void {
  localStorage.setItem(key, credentials);
  const local = (url: string) => url.replace(/^https:\/\/[^/]*\.(tcloudbasegateway|tencentcloudapi)\.com/, cloud);
  const { open } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method: string, url: string | URL) {
    return open.call(this, method, local(String(url)), true);
  };
  const ask = window.fetch;
  window.fetch = (input, init) => ask(typeof input === 'string' ? local(input) : input, init);
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(String(url).replace(/^wss:\/\/[^/]+/, cloud.replace(/^http/, 'ws')), protocols);
    }
  };
}

export async function openSite(): Promise<Site> {
  const say = (line: string) => console.log(line);
  await build(['functions', 'h5-production'], say);
  const folder = mkdtempSync(join(tmpdir(), 'bench-screens-'));
  const ports = portsFrom(await freeBasePort());
  const startsAt = MONDAY_AT_EIGHT;
  const product = await startProduct({
    ports,
    folder,
    memory: true,
    size: SIZE,
    lively: false,
    startsAt,
    say: () => undefined,
  });
  const cloud = product.cloud.emulator.url;
  const base = await freeBasePort();
  const config = () => `window.__CLOUD__ = ${JSON.stringify({ env: ENV })};\n`;
  const files: Server = await serveFiles(join(root, 'dist/h5-production'), base, { '/cloud-config.js': config });
  const switches = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
  const browser = await chromium.launch({ executablePath: chromiumPath(), headless: true, args: switches });
  return {
    product,
    browser,
    address: `http://127.0.0.1:${base}/`,
    async familyPhone() {
      const context = await browser.newContext({ ...PHONE, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
      const known = [cloud, `credentials_${ENV}`, await credentialsOf(cloud, PATIENT_UID)] as const;
      // tsx marks functions by a call of its own, which a page does not have
      await context.addInitScript('globalThis.__name = (marked) => marked');
      await context.addInitScript(askLocally, known);
      return context;
    },
    async close() {
      await browser.close();
      files.close();
      files.closeAllConnections();
      await product.stop();
      globalAgent.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
