import { readFileSync } from 'node:fs';
import { join } from 'node:path';

process.env.SUBSCRIBE_TEMPLATES = '{}';

/** Every page the mini-program declares, as its configuration spells them. */
function declaredPages(): string[] {
  const config = readFileSync(join(__dirname, '../miniprogram/src/app.config.ts'), 'utf8');
  const quoted = (text: string) => [...text.matchAll(/'([^']+)'/g)].map(([, name = '']) => name);
  const [, main = ''] = /pages: \[([^\]]*)\]/.exec(config) ?? [];
  const packages = [...config.matchAll(/root: '([^']+)',\s*pages: \[([^\]]*)\]/g)];
  return [
    ...quoted(main),
    ...packages.flatMap(([, root, pages = '']) => quoted(pages).map((name) => `${root}/${name}`)),
  ];
}

test('a tap on a message leads to a page that there is', async () => {
  // Only now: the module asks for its templates when it is loaded.
  const { pageOf } = await import('./subscribeMessage');
  const words = { orderId: 'order1' };
  const pages = [
    pageOf({ template: 'orderPaid', to: 'patient', words }),
    pageOf({ template: 'orderPaid', to: 'nurse', words }),
    pageOf({ template: 'newOffer', to: 'nurse', words }),
  ];
  expect(pages).toEqual([
    'packages/order/order/index?orderId=order1',
    'packages/visit/visit/index?orderId=order1',
    'pages/offers/index',
  ]);
  const declared = declaredPages();
  expect(declared).toContain('pages/home/index');
  for (const page of pages) expect(declared).toContain(page?.split('?')[0]);
  expect(pageOf({ template: 'orderPaid', to: 'patient', words: {} })).toBeUndefined();
});
