/** Database and storage past all functions: every collection tried by every kind of client through js-sdk in real Chromium. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser, runOnPage, signedInPage, type Browser, type Mode } from '../../emulator/testing/browserPage';
import { root } from '../../scripts/build/products';
import { openWorld, type World } from './world';

/**
 * `r` reads the document, `c` may write a new one; nobody ever changes or removes one. What is not here nobody reads at all.
 * The document is of `patient` and `nurse`; each of them once by the browser's name and once (`Wx`) by WeChat's.
 */
const TABLE = `
                         patient patientWx nurse nurseWx other operator anonymous
  assessments            .       .         .     .       .     r        .
  complaints             .       .         .     .       .     r        .
  couponCampaigns        .       .         .     .       .     r        .
  coupons                .       .         .     .       .     r        .
  dayPlans               .       .         .     .       .     r        .
  deductionAppeals       .       .         .     .       .     r        .
  disputes               .       .         .     .       .     r        .
  eligibilityDecisions   .       .         .     .       .     r        .
  incomeHolds            .       .         .     .       .     r        .
  invoices               .       .         .     .       .     r        .
  inbox                  r       r         r     r       .     .        .
  institutionShares      .       .         .     .       .     r        .
  institutionStatements  .       .         .     .       .     r        .
  institutions           .       .         .     .       .     r        .
  nurseApplicationEvents .       .         .     .       .     r        .
  nurseApplications      .       .         .     .       .     r        .
  nursePolicies          .       .         .     .       .     r        .
  nurseStatements        .       .         .     .       .     r        .
  nurseStandings         .       .         .     .       .     r        .
  nurses                 .       .         .     .       .     r        .
  offers                 .       .         r     r       .     .        .
  opCommands             .       .         .     .       .     rc       .
  operatorAlerts         .       .         .     .       .     r        .
  orders                 r       r         r     r       .     r        .
  ordersArchive          .       .         .     .       .     r        .
  packageOffers          .       .         .     .       .     r        .
  packages               .       .         .     .       .     r        .
  payouts                .       .         .     .       .     r        .
  phoneCalls             .       .         .     .       .     r        .
  reconciliationDifferences .    .         .     .       .     r        .
  priceLists             .       .         .     .       .     r        .
  reconciliations        .       .         .     .       .     r        .
  services               .       .         .     .       .     r        .
  settingChanges         .       .         .     .       .     r        .
  settings               .       .         .     .       .     r        .
  standingAppeals        .       .         .     .       .     r        .
  tracks                 r       r         .     .       .     .        .
  transfers              .       .         .     .       .     r        .
`;
const [head = '', ...lines] = TABLE.trim()
  .split('\n')
  .map((line) => line.trim());
const WHO = head.split(/\s+/);
const NOTHING = WHO.map(() => '.');
const EXPECTED = new Map(lines.map((line) => line.split(/\s+/)).map(([name = '', ...marks]) => [name, marks]));

/** uid and, for those who come through WeChat, openid. */
const NAMES: Readonly<Record<string, { readonly uid: string; readonly openid?: string } | null>> = {
  patient: { uid: 'uid-patient' },
  patientWx: { uid: 'wx-patient', openid: 'o-patient' },
  nurse: { uid: 'uid-nurse' },
  nurseWx: { uid: 'wx-nurse', openid: 'o-nurse' },
  other: { uid: 'uid-other' },
  operator: { uid: 'operator-1' },
  anonymous: null,
};
const PROBE = {
  ...{
    _id: 'probe',
    patientUid: 'uid-patient',
    patientOpenid: 'o-patient',
    nurseUid: 'uid-nurse',
    nurseOpenid: 'o-nurse',
  },
  ...{ userId: 'probe', ownerUserId: 'uid-patient', openid: 'o-patient', uid: 'uid-patient', state: 'probe' },
};

const collections = () => Object.keys(JSON.parse(readFileSync(join(root, 'database/indexes.json'), 'utf8')) as object);

let world: World;
let browser: Browser;
beforeAll(async () => {
  world = await openWorld();
  browser = await openBrowser();
  for (const collection of collections()) await world.db.collection(collection).add(PROBE);
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

/** The platform's older door leads to the same rules: through it come one of each kind, the nurse by both of her names. */
const THROUGH: Readonly<Record<Mode, readonly string[]>> = {
  GATEWAY: WHO,
  CLOUD_API: WHO.filter((who) => !['patientWx', 'other', 'anonymous'].includes(who)),
};

async function pagesFor(mode: Mode): Promise<readonly Page[]> {
  const { emulator } = world.cloud;
  const pages = [];
  for (const who of THROUGH[mode]) {
    const name = NAMES[who];
    const ticket = name ? emulator.createTicket(name.uid, name.openid ? { openid: name.openid } : {}) : undefined;
    pages.push(await signedInPage(browser, { emulatorUrl: emulator.url, mode, ...(ticket ? { ticket } : {}) }));
  }
  return pages;
}

/** Runs on the page: tries everything with every collection, answers the letters. */
const tries = (names: readonly string[], who: string) => `
  const { uid = 'none', openid = 'none' } = ${JSON.stringify(NAMES[who] ?? {})};
  const done = async (act) => { try { const answer = await act(); return answer && !answer.code ? answer : null } catch { return null } };
  const own = [{}, { patientUid: uid }, { patientOpenid: openid }, { nurseUid: uid }, { nurseOpenid: openid }, { ownerUserId: uid }];
  const result = {};
  for (const name of ${JSON.stringify(names)}) {
    const all = db.collection(name);
    let letters = '';
    for (const more of own) {
      const found = await done(() => all.where({ _id: 'probe', ...more }).get());
      if (found && found.data && found.data.length > 0) { letters = 'r'; break; }
    }
    const fresh = { _id: 'by-' + uid + '-' + Math.random().toString(36).slice(2), state: 'waiting', requestedBy: uid, patientUid: uid, userId: uid + Math.random() };
    if (await done(() => all.add(fresh))) letters += 'c';
    if (await done(() => all.doc('probe').update({ state: 'changed' }))) letters += 'u';
    if (await done(() => all.where({ _id: 'probe', patientUid: uid }).update({ state: 'changed' }))) letters += 'U';
    if (await done(() => all.doc('probe').set({ state: 'changed' }))) letters += 's';
    if (await done(() => all.doc('probe').remove())) letters += 'd';
    result[name] = letters || '.';
  }
  return result;`;

describe.each<Mode>(['GATEWAY', 'CLOUD_API'])('%s', (mode) => {
  let pages: readonly Page[];
  beforeAll(async () => {
    pages = await pagesFor(mode);
  }, 60_000);
  const present = THROUGH[mode];
  const tried = mode === 'GATEWAY' ? collections() : [...EXPECTED.keys(), 'orderPrivate', 'payments', 'users'];
  const pageOf = (who: string) => pages[present.indexOf(who)] as Page;

  test('every collection is what the table says, for everybody; what it does not name is nobody’s', async () => {
    const letters = await Promise.all(
      present.map((who) => runOnPage(pageOf(who), tries(tried, who)) as Promise<Record<string, string>>),
    );
    const actual = tried.map((name) => [name, ...letters.map((found) => found[name])].join(' '));
    const letterOf = (name: string, who: string) => (EXPECTED.get(name) ?? NOTHING)[WHO.indexOf(who)];
    const wanted = tried.map((name) => [name, ...present.map((who) => letterOf(name, who))].join(' '));
    expect(actual).toEqual(wanted);
    expect([...EXPECTED.keys()].filter((name) => !collections().includes(name))).toEqual([]);
  }, 120_000);

  test('and nothing was changed or removed by trying', async () => {
    for (const collection of collections()) {
      expect([collection, await world.find(collection, { _id: 'probe' })]).toEqual([collection, [PROBE]]);
    }
  });

  describe('files', () => {
    const allows = async (who: string, code: string): Promise<boolean> => {
      const answer = JSON.stringify(await runOnPage(pageOf(who), code));
      return !/EXCEED_AUTHORITY|PERMISSION_DENIED|refused/.test(answer);
    };
    const upload = (who: string, path: string) =>
      allows(
        who,
        `return app.uploadFile({ cloudPath: '${path}', filePath: new File(['x'], 'x.txt', { type: 'text/plain' }) })`,
      );
    const link = (who: string, fileId: string) => allows(who, `return app.getTempFileURL({ fileList: ['${fileId}'] })`);
    const remove = (who: string, fileId: string) => allows(who, `return app.deleteFile({ fileList: ['${fileId}'] })`);

    /** What functions put there has no owner among clients: exports, visit photos, register screenshots. */
    test.each(['exports', 'visits', 'registry', 'cards', 'applications', 'assessments'])(
      'of %s/, made by a function: nobody reads, replaces or deletes it',
      async (folder) => {
        const { app } = await import('#cloud/database');
        const path = `${folder}/uid-patient/${mode}.txt`;
        const { fileID } = await app.uploadFile({ cloudPath: path, fileContent: Buffer.from('ours') });
        const done = [];
        for (const who of present) {
          if (await link(who, fileID)) done.push(`${who} reads`);
          if (await upload(who, path)) done.push(`${who} replaces`);
          if (await remove(who, fileID)) done.push(`${who} deletes`);
        }
        expect(done).toEqual([]);
      },
      60_000,
    );

    test.each(['patient', 'nurseWx'])('of %s, uploaded: the owner’s alone', async (owner) => {
      const path = `cards/${owner}/${mode}.txt`;
      expect(await upload(owner, path)).toBe(true);
      const fileID = (await runOnPage(
        pageOf(owner),
        `return (await app.uploadFile({ cloudPath: '${path}', filePath: new File(['x'], 'x.txt') })).fileID`,
      )) as string;
      const others = present.filter((who) => who !== owner);
      for (const who of others) {
        expect([who, await link(who, fileID), await upload(who, path), await remove(who, fileID)]).toEqual([
          who,
          false,
          false,
          false,
        ]);
      }
      expect([await link(owner, fileID), await remove(owner, fileID)]).toEqual([true, true]);
    });
  });
});
