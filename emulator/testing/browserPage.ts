/** A page in real Chromium with @cloudbase/js-sdk on it, unmodified, as `window.cloudbase`. */
import { build } from 'esbuild';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

const CANDIDATES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export interface Browser {
  /** A fresh page with an origin of its own, so that each keeps its own session. */
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

function chromiumPath(): string {
  const found = CANDIDATES.find((path) => path !== undefined && existsSync(path));
  if (!found) throw new Error('no Chromium found: install it or set CHROMIUM to its path');
  return found;
}

async function sdkBundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: "import cloudbase from '@cloudbase/js-sdk'; window.cloudbase = cloudbase;",
      resolveDir: join(__dirname, '..', '..'),
    },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

async function servePage(script: string): Promise<Server> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/sdk.js';
    response.setHeader('content-type', isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8');
    response.end(isScript ? script : '<!doctype html><meta charset="utf-8"><script src="/sdk.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function launch(dir: string): Promise<BrowserContext> {
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
  return chromium.launchPersistentContext(dir, { executablePath: chromiumPath(), headless: true, args });
}

export async function openBrowser(): Promise<Browser> {
  const server = await servePage(await sdkBundle());
  const dir = mkdtempSync(join(tmpdir(), 'emulator-browser-'));
  const context = await launch(dir);
  const { port } = server.address() as AddressInfo;
  let pages = 0;
  return {
    newPage: async () => {
      const page = await context.newPage();
      pages += 1;
      await page.goto(`http://p${pages}.localhost:${port}/`);
      return page;
    },
    close: async () => {
      await context.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export type Mode = 'GATEWAY' | 'CLOUD_API';

/** Opens a page, signs in (anonymously without a ticket), leaves `app` and `db` on the window. */
export async function signedInPage(
  browser: Browser,
  given: { emulatorUrl: string; mode: Mode; ticket?: string },
): Promise<Page> {
  const page = await browser.newPage();
  const { emulatorUrl, mode, ticket } = given;
  await page.evaluate(
    async ({ host, endPointMode, ticket: shown }) => {
      // The page's globals are the SDK's, untyped.
      // eslint-disable-next-line @typescript-eslint/no-explicit-any -- globals and results of the page's own script
      const world = window as any;
      const settings = { env: 'local-env', region: 'ap-shanghai', ...(endPointMode ? { endPointMode } : {}) };
      world.app = world.cloudbase.init(settings);
      world.app.registerHost(host, 'http');
      const auth = world.app.auth({ persistence: 'local' });
      const { error } = shown
        ? await auth.signInWithCustomTicket(() => Promise.resolve(shown))
        : await auth.signInAnonymously();
      if (error) throw error;
      world.db = world.app.database();
    },
    // GATEWAY is what the SDK does when told nothing.
    { host: new URL(emulatorUrl).host, endPointMode: mode === 'GATEWAY' ? undefined : mode, ticket },
  );
  return page;
}

/** Runs code on the page; a thrown or returned refusal comes back as `{refused: text}`. What else comes is the code's own. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- globals and results of the page's own script
export async function runOnPage(page: Page, code: string): Promise<any> {
  return page.evaluate(async (source) => {
    // The page's globals are the SDK's, untyped.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- globals and results of the page's own script
    const world = window as any;
    const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as FunctionConstructor;
    try {
      const run = new AsyncFunction('app', 'db', '_', source);
      const result = await run(world.app, world.db, world.db.command);
      if (result?.code) return { refused: `${result.code} ${result.message}` };
      return JSON.parse(JSON.stringify(result ?? null));
    } catch (error) {
      const { code, message } = error as { code?: string; message?: string };
      return { refused: `${code ?? ''} ${message ?? String(error)}` };
    }
  }, code);
}
