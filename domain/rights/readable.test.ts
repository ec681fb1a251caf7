import fc from 'fast-check';
import { readablePage } from './readable';

const AT = Date.parse('2026-11-23T09:30:00+08:00');

test('fields by their Chinese names; money, times, lists and nothing as people read them', () => {
  const page = readablePage(
    {
      recipients: [{ name: '王秀兰', allergies: ['青霉素', '花生'], conditions: [], verified: true, idNumber: null }],
      payments: [{ amountFen: 16705, paidAt: AT }],
    },
    AT,
  );
  expect(page).toContain('<h2>被照护人</h2>');
  expect(page).toContain('<dt>姓名</dt><dd>王秀兰</dd>');
  expect(page).toContain('<dt>过敏</dt><dd>青霉素、花生</dd><dt>病史</dt><dd>—</dd><dt>已实名</dt><dd>是</dd>');
  expect(page).toContain('<dt>金额</dt><dd>167.05 元</dd><dt>支付时间</dt><dd>2026-11-23 09:30</dd>');
});

test('a field nobody named is not handed out as a riddle', () => {
  expect(() => readablePage({ account: { mystery: 1 } }, AT)).toThrow('no Chinese name for the field mystery');
  expect(() => readablePage({ account: { constructor: 1 } } as never, AT)).toThrow('constructor');
});

test('no text becomes markup', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const page = readablePage({ orders: [{ note: `<script>${text}</script>"'` }] }, AT);
      expect(page).not.toMatch(/<script/);
      expect(
        page.match(/<[a-z0-9]+/g)?.filter((tag) => !/^<(html|head|meta|title|style|body|h1|h2|p|dl|dt|dd)$/.test(tag)),
      ).toEqual([]);
    }),
  );
});
