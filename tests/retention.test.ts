/**
 * P9: within its term nothing the law keeps is deleted. Only the named files take documents of these collections away: the purge,
 * which asks `duePurge` (domain/rights/purge.ts, with its property test), and nothing else that is deployed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/build/products';

const KEPT = [
  ...[
    'orders',
    'orderEvents',
    'ordersArchive',
    'orderEventsArchive',
    'orderPrivate',
    'payments',
    'refunds',
    'insuranceRefunds',
    'packages',
    'invoices',
    'invoicePrivate',
    'disputes',
    'disputePrivate',
    'payNotifications',
    'ledgerEntries',
    'auditLog',
  ],
  ...['nurseStatements', 'payouts', 'deductionAppeals', 'institutionStatements'],
  ...['visitRecords', 'measurements', 'reviews', 'complaints', 'closedAccounts'],
];
const MAY = [
  'cloud/rights/purge/transactions.ts',
  'cloud/rights/purge/careRecords.ts',
  'cloud/rights/purge/nurseRecord.ts',
];
/** Moves them: copied, compared, then removed where they stood (its own tests show that nothing is lost). */
const MOVES: Readonly<Record<string, readonly string[]>> = {
  'cloud/archive/archiveOrders.ts': ['orders', 'orderEvents'],
  'cloud/orders.ts': ['ordersArchive'],
};
/** Never, by nobody: the books and the log. */
const NEVER = ['ledgerEntries', 'auditLog', 'payNotifications', 'closedAccounts'];

const DELETES =
  /\b(?:erase|removeWhere|transaction\.remove|also\.remove|remove)\(\s*'(\w+)'|collection\('(\w+)'\)(?:(?!collection\()[\s\S]){0,120}?\.remove\(\)/g;
const LISTS = /for \(const collection of (\[[^\]]*\]|[A-Z_]+)\)\s*\{?\s*await (?:erase|removeWhere)/g;

/** Collections a source names in a call that deletes, also by a list of names. */
function deletedIn(source: string): readonly string[] {
  const direct = [...source.matchAll(DELETES)].map(([, one, other]) => one ?? other ?? '');
  const listed = [...source.matchAll(LISTS)].flatMap(([, list = '']) => {
    const words = list.startsWith('[') ? list : (new RegExp(`${list} = (\\[[^\\]]*\\])`).exec(source)?.[1] ?? '');
    return [...words.matchAll(/'(\w+)'/g)].map(([, name]) => name ?? '');
  });
  return [...direct, ...listed];
}

const sources = ['cloud', 'cloudfunctions'].flatMap((floor) =>
  readdirSync(join(root, floor), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => `${floor}/${file}`),
);
const found = sources.flatMap((file) =>
  deletedIn(readFileSync(join(root, file), 'utf8')).map((collection) => ({ file, collection })),
);

test('the search sees deletions: those of the purge, direct and by a list', () => {
  const purged = found.filter(({ file }) => MAY.includes(file)).map(({ collection }) => collection);
  expect(purged).toEqual(expect.arrayContaining(['payments', 'orders', 'orderEvents', 'visitRecords', 'measurements']));
  expect(deletedIn("db.collection('orders').where({ a }).remove()")).toEqual(['orders']);
});

test('nothing else that is deployed takes away what the law keeps', () => {
  const others = found.filter(
    ({ file, collection }) => KEPT.includes(collection) && !MAY.includes(file) && !MOVES[file]?.includes(collection),
  );
  expect(others).toEqual([]);
});

test('the books and the log are taken away by nobody', () => {
  expect(found.filter(({ collection }) => NEVER.includes(collection))).toEqual([]);
});
