import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

process.env.SUBSCRIBE_TEMPLATES = '{}';

/** Every page the mini-program declares, as its configuration spells them. */
function declaredPages(): string[] {
  const config = readFileSync(join(__dirname, '../../miniprogram/src/app.config.ts'), 'utf8');
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
  const { pageOf } = await import('./pageOf');
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

test('the mini-program asks leave only for messages that somebody sends, to whom it promises them', () => {
  const at = (...names: string[]) => join(__dirname, '../..', ...names);
  const read = (folder: string) =>
    readdirSync(at(folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(at(folder, file), 'utf8'));
  const code = [...read('cloud'), ...read('cloudfunctions')].join('\n');
  const sent = [
    ...[...code.matchAll(/tell\(\s*'(patient|nurse)',\s*[\w.]+,\s*'(\w+)'/g)].map(([, to, name]) => `${to} ${name}`),
    // a cancelled order is told to both sides; an offer is told where it is made
    ...(/sides\.flatMap\(\(side\) => tell\(side, order, '(\w+)'/.exec(code)
      ? ['patient orderCancelled', 'nurse orderCancelled']
      : []),
    ...(/template: 'newOffer',\s*to: 'nurse'/.exec(code) ? ['nurse newOffer'] : []),
  ];
  const moments = readFileSync(at('miniprogram/src/messages/moments.ts'), 'utf8');
  const promised = [...moments.matchAll(/to: '(patient|nurse)',\s*templates: \[([^\]]*)\]/g)].flatMap(
    ([, to, names = '']) => [...names.matchAll(/'(\w+)'/g)].map(([, name]) => `${to} ${name}`),
  );
  expect(promised).toContain('patient nurseDeparted');
  expect(promised.filter((one) => !sent.includes(one))).toEqual([]);
});
