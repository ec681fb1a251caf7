/** The inspector in real Chromium, over data that the real SDKs put there. */
import cloudbase from '@cloudbase/node-sdk';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import cloud from 'wx-server-sdk';
import { start, type Emulator } from '../index';
import { actAsFunction } from '../testing/asFunction';
import { openBrowser, signedInPage, type Browser } from '../testing/browserPage';

const HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=2</script>{{ constructor }}';
/** One red pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
  'base64',
);
const SCREENS = {
  ...{ overview: '概览', collections: '集合', aggregate: '聚合', functions: '函数', timers: '定时器', clock: '时钟' },
  ...{ connections: '监听', messages: '消息', files: '文件', rules: '规则与索引', faults: '故障' },
};

let dir: string;
let emulator: Emulator;
let browser: Browser;
let sdkPage: Page;
let page: Page;
const complaints: string[] = [];
const opened = () => cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV });
let app: ReturnType<typeof opened>;
let db: ReturnType<typeof app.database>;

function writeFunction(name: string, code: string, config: object): void {
  mkdirSync(join(dir, 'functions', name), { recursive: true });
  writeFileSync(join(dir, 'functions', name, 'index.js'), code);
  writeFileSync(join(dir, 'functions', name, 'config.json'), JSON.stringify(config));
}

beforeAll(async () => {
  // The SDK warns of slowness seconds after a request that failed at once, when the tests are over.
  console.warn = () => undefined;
  dir = mkdtempSync(join(tmpdir(), 'emulator-inspector-page-'));
  const greet =
    'exports.main = async (e) => { console.log("greets", e.name); return { hi: e.name, me: process.env.WX_OPENID } }';
  writeFunction('greet', greet, { timeout: 5 });
  writeFunction('sweep', 'exports.main = async () => { console.log("swept"); return 1 }', {
    triggers: [{ name: 'nightly', type: 'timer', config: '0 0 2 * * * *' }],
  });
  const rules = { collections: { orders: { read: 'doc.owner == auth.uid', write: false } } };
  const indexes = { orders: [{ name: 'by_status', keys: { status: 1 } }], notes: [] };
  writeFileSync(join(dir, 'rules.json'), JSON.stringify(rules));
  writeFileSync(join(dir, 'indexes.json'), JSON.stringify(indexes));
  emulator = await start({ functions: join(dir, 'functions'), database: dir });
  actAsFunction(emulator.url);
  app = opened();
  db = app.database();
  browser = await openBrowser();
  sdkPage = await signedInPage(browser, {
    ...{ emulatorUrl: emulator.url, mode: 'GATEWAY', ticket: emulator.createTicket('alice') },
  });
  page = await sdkPage.context().newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.setDefaultTimeout(25_000);
}, 60_000);

// Nothing waits for a time here: these limits only end what will never come, on a slow machine too.
jest.setTimeout(60_000);

beforeEach(async () => {
  complaints.length = 0;
  emulator.faults.clear();
  for (const name of ['orders', 'notes']) await emulator.engine.remove(name, {}, true);
});

afterAll(async () => {
  await browser?.close();
  await emulator?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const open = (screen: string) => page.goto(`${emulator.url}/#/${screen}`);
const text = (selector: string) => page.locator(selector).innerText();
const sees = (words: string | RegExp, within = 'main') => page.locator(within).getByText(words).first().waitFor();
const press = (name: string | RegExp, within = 'main') =>
  page
    .locator(within)
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();

test.each([1280, 390])('every screen opens, fits and complains of nothing at %i pixels', async (width) => {
  await page.setViewportSize({ width, height: 844 });
  for (const [screen, title] of Object.entries(SCREENS)) {
    await open(screen);
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    expect([screen, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([screen, width]);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  expect(complaints).toEqual([]);
});

test('the overview tells address, environment and counts', async () => {
  await db.collection('orders').add({ _id: 'o1' });
  await open('overview');
  await sees(emulator.url);
  await page.locator('.tile', { hasText: '文档' }).getByText('1', { exact: true }).waitFor();
  await sees(`app.registerHost('${new URL(emulator.url).host}', 'http');`);
});

test('whoever comes to the overview sees what is now, not what the page last heard', async () => {
  const still = await page.context().newPage();
  // Without timers the page asks for nothing by itself.
  await still.addInitScript('window.setTimeout = () => 0');
  const documents = still.locator('.tile', { hasText: '文档' });
  await still.goto(`${emulator.url}/#/overview`);
  await documents.getByText('0', { exact: true }).waitFor();
  await still.goto(`${emulator.url}/#/rules`);
  await documents.waitFor({ state: 'detached' });
  await db.collection('orders').add({ _id: 'o1' });
  await still.goto(`${emulator.url}/#/overview`);
  await documents.getByText('1', { exact: true }).waitFor();
  await still.close();
});

test('documents of the SDK: found, sorted, projected, with the plan, a page at a time', async () => {
  const rows = Array.from({ length: 60 }, (_, n) => ({ _id: `o${n}`, n, status: n % 3 === 0 ? 'paid' : 'new' }));
  await emulator.engine.insert('orders', rows);
  await db.collection('orders').add({ _id: 'late', status: 'paid', n: 99, at: new Date('2026-11-22T05:00:00Z') });
  await open('collections/orders');
  await sees('扫描整个集合');
  await page.getByLabel('查询', { exact: false }).first().fill("{ status: 'paid', // loose\n }");
  await page.getByLabel('排序').fill('{n: -1}');
  await page.keyboard.press('Control+Enter');
  await sees('走索引 by_status');
  await page.locator('.plan summary').click();
  await page.locator('.plan .facts', { hasText: '读索引 by_status' }).getByText('status: ["paid", "paid"]').waitFor();
  await sees('找到之后在内存里排序');
  await sees(/第 1–20 份，共 21 份/);
  expect(await page.locator('.document .id').first().innerText()).toBe('"late"');
  await page.locator('.document .line').first().click();
  await sees('ISODate(');
  await press('下一页');
  await sees(/第 21–21 份/);
  await page.getByLabel('投影').fill('{ n: 1 }');
  await press('查询');
  await page.locator('.document .rest', { hasText: '{"n":99}' }).waitFor();
});

test('a mistake in the query is told with its place; so is a refusal of the database', async () => {
  await open('collections/orders');
  const query = page.getByLabel('查询', { exact: false }).first();
  await query.fill('{ status: paid }');
  await press('查询');
  await sees('查询：第 1 行第 11 个字：paid 不是值，文字要加引号');
  await query.fill('{ n: { $rain: 1 } }');
  await press('查询');
  await page.locator('main [role=alert]', { hasText: '$rain' }).waitFor();
});

test('what a hostile document holds is text', async () => {
  await db.collection('notes').add({ _id: HOSTILE, [`k${HOSTILE.replace(/[.$]/g, '')}`]: HOSTILE });
  await open('collections/notes');
  await page.locator('.document .line').first().click();
  await page.locator('.document .json', { hasText: '<script>window.hacked=2</script>' }).waitFor();
  await press('删除', '.document');
  await page.locator('dialog', { hasText: 'onerror' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => (window as { hacked?: number }).hacked)).toBeUndefined();
  expect(await page.locator('main img, main script').count()).toBe(0);
  expect(
    await page.evaluate(
      "try { const s = document.createElement('script'); s.textContent = 'window.hacked=3'; document.body.append(s); window.hacked } catch (e) { 0 }",
    ),
  ).toBeUndefined();
});

test('insert, change and delete, each asked for again', async () => {
  await open('collections/notes');
  await press('插入文档');
  const editor = page.getByLabel('文档内容');
  await editor.fill("{ _id: 'n1', text: '你好', at: ISODate('2026-11-22T05:00:00Z') }");
  await press('插入', 'dialog');
  expect(await emulator.engine.count('notes')).toBe(0);
  await press('确定写入 notes', 'dialog');
  await sees('"n1"');
  expect((await db.collection('notes').doc('n1').get()).data[0]).toEqual({
    ...{ _id: 'n1', text: '你好', at: new Date('2026-11-22T05:00:00Z') },
  });

  await page.locator('.document .line').first().click();
  await press('修改');
  await editor.fill((await editor.inputValue()).replace('你好', '再见'));
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Control+Enter');
  await page.locator('dialog').waitFor({ state: 'detached' });
  expect((await db.collection('notes').doc('n1').get()).data[0]).toMatchObject({ text: '再见', at: expect.any(Date) });

  await press('删除');
  await press('取消', 'dialog');
  expect(await emulator.engine.count('notes')).toBe(1);
  await press('删除');
  await press('删除', 'dialog');
  await sees('没有文档');
  expect(await emulator.engine.count('notes')).toBe(0);
});

test('an aggregation by keyboard alone', async () => {
  await emulator.engine.insert('orders', [{ status: 'paid' }, { status: 'paid' }, { status: 'new' }]);
  await open('overview');
  await sees('把 SDK 指到这里');
  await page.keyboard.press('3');
  await page.locator('h1', { hasText: '聚合' }).waitFor();
  await page.locator('main select').selectOption('orders');
  await page.locator('h1').click();
  await page.keyboard.press('/');
  await page.keyboard.press('Control+A');
  await page.keyboard.type("[{ $group: { _id: '$status', n: { $sum: 1 } } }, { $sort: { n: -1 } }]");
  await page.keyboard.press('Control+Enter');
  await sees(/2 行/);
  expect(await page.locator('.document .id').allInnerTexts()).toEqual(['"paid"', '"new"']);
});

test('functions: called as somebody, each call with its log', async () => {
  await open('functions/greet');
  await page.getByLabel('调用参数（event）').fill("{ name: '小梅' }");
  await page.getByLabel('openid').fill('oMEI');
  await press('调用');
  await page.locator('[data-outcome] .json', { hasText: '"me": "oMEI"' }).waitFor();
  await app.callFunction({ name: 'greet', data: { name: 'from the SDK' } });
  await sees(/服务端/, '.documents');
  const mine = page.locator('.document .line', { hasText: '微信用户 oMEI' });
  expect(await mine.innerText()).toMatch(/2026|20\d\d-\d\d-\d\d \d\d:\d\d:\d\d/);
  await mine.click();
  await page.locator('.log', { hasText: 'greets 小梅' }).waitFor();
});

test('a timer runs now; the clock moves and runs it on the way', async () => {
  await open('timers');
  await sees(/下一次 \d{4}-\d\d-\d\d 02:00:00/);
  await sees('还没有跑过');
  await press('立即运行');
  await page.locator('[data-last]', { hasText: '成功' }).waitFor();
  expect(emulator.functions.calls('sweep')).toMatchObject([{ source: 'wx_trigger', lines: ['swept'] }]);
  await open('clock');
  const before = emulator.clock.now();
  await press('+ 1 天');
  await sees('路上运行的定时器');
  expect(emulator.clock.now() - before).toBeGreaterThanOrEqual(86_400_000);
  expect(emulator.functions.calls('sweep')).toHaveLength(2);
  await page.getByLabel('设为（北京时间）').fill('2030-01-02T03:04:05');
  await press('设定');
  await page.locator('[data-now]', { hasText: '2030-01-02 03:04:0' }).waitFor();
  await press('回到真实时间');
  await sees(/和真实时间一样/);
  expect(emulator.clock.offsetMs()).toBe(0);
});

test('a watch of js-sdk, and how often it was sent something', async () => {
  await open('connections');
  await sees('现在没有打开的连接');
  await sdkPage.evaluate(() => {
    // The page's globals are the SDK's, untyped.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- globals of the page's own script; the SDK types no openapi
    const world = window as any;
    const asked = world.db.collection('orders').where({ owner: 'alice' });
    world.listener = asked.watch({ onChange: () => undefined, onError: () => undefined });
  });
  const watch = page.locator('[data-watch]');
  await watch.waitFor();
  expect(await watch.innerText()).toMatch(/orders\s*\{"owner":"alice"\}/);
  await sees('用户 alice');
  await emulator.engine.insert('orders', [{ _id: 'w', owner: 'alice' }]);
  await watch.getByText('已推送 1 次').waitFor();
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- globals of the page's own script; the SDK types no openapi
  await sdkPage.evaluate(() => (window as any).listener.close());
});

test('messages, with what the template is filled with', async () => {
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV } as never);
  // The SDK's types know no APIs by name.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- globals of the page's own script; the SDK types no openapi
  await (cloud as any).openapi.subscribeMessage.send({
    ...{ touser: 'oMEI', templateId: 'TPL-1', page: 'pages/index' },
    data: { thing1: { value: '护士已出发' } },
  });
  await open('messages');
  const message = page.locator('[data-message]').first();
  for (const words of ['订阅消息', '成功', 'oMEI', 'TPL-1', 'thing1', '护士已出发']) {
    await message.getByText(words).first().waitFor();
  }
});

test('files with sizes, pictures seen', async () => {
  await app.uploadFile({ cloudPath: '图 片/red 1.png', fileContent: PICTURE as never });
  await app.uploadFile({ cloudPath: 'notes.txt', fileContent: Buffer.from('hello') as never });
  await open('files');
  await sees('5 B', '[data-file]:has-text("notes.txt")');
  const picture = page.locator('[data-file] img');
  await expect(
    picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
  ).resolves.toBe(1);
});

test('rules as they are in force, indexes', async () => {
  await open('rules');
  const orders = page.locator('[data-rules]', { hasText: 'orders' });
  await orders.getByText('doc.owner == auth.uid').waitFor();
  await orders.getByText('by_status').waitFor();
  await page.locator('[data-rules]', { hasText: 'notes' }).getByText('没有写规则').waitFor();
});

test('a fault switch makes the SDK’s next call fail, under a red bar', async () => {
  await open('faults');
  await sees('现在一切正常');
  expect(await page.locator('[data-fault-bar]').count()).toBe(0);
  await press('提交后断线');
  await page.getByLabel('动作', { exact: false }).fill('database.insertDocument');
  await press('打开');
  await page.locator('[data-fault-bar]').waitFor();
  const failure = await db
    .collection('orders')
    .add({ _id: 'lost' })
    .then(
      () => 'went well',
      (error: { code: string }) => error.code,
    );
  expect(failure).toBe('ECONNRESET');
  expect((await db.collection('orders').doc('lost').get()).data).toHaveLength(1);
  await page.locator('[data-fault]', { hasText: '已出错 1 次，还剩 0 次' }).waitFor();
  await page.locator('[data-fault-bar]').waitFor({ state: 'detached' });
  await page.getByLabel('怎么出错').selectOption('error');
  await page.getByRole('textbox', { name: '错误码' }).fill('');
  await page.keyboard.press('Control+Enter');
  await sees(/fault: code must be a text/);
  await press('全部关闭');
  await sees('现在一切正常');
  expect(emulator.faults.list()).toEqual([]);
});

test('a page of another origin on this machine cannot look in', async () => {
  const status = await sdkPage.evaluate(
    async (url) => (await fetch(`${url}/_emulator/inspect/overview`)).status,
    emulator.url,
  );
  expect(status).toBe(403);
});

test('the mouse is not needed to know the keys', async () => {
  await open('overview');
  await sees('把 SDK 指到这里');
  await page.keyboard.press('?');
  await page.locator('.help', { hasText: '换页面' }).waitFor();
  await page.keyboard.press('-');
  await page.locator('h1', { hasText: '故障' }).waitFor();
  expect(await text('nav .here')).toContain('故障');
});
