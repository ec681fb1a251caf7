import type { MeView } from '#contract/people';
import type { ReadContactsReply } from '#contract/readContacts';
import type { Reply } from '#contract/reply';
import type { SaveAddressReply } from '#contract/saveAddress';
import type { SaveRecipientReply } from '#contract/saveRecipient';
import { FAMILIES } from './people';
import { openWorld, type World } from './world';

const [wangs, lis] = FAMILIES;
let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
const contacts = [
  { name: '赵晓燕', phone: '13800000001', relation: '女儿' },
  { name: '赵建国', phone: '13800000002', relation: '儿子' },
];
const mother = {
  name: '周桂英',
  relation: '母亲',
  conditions: ['2 型糖尿病'],
  allergies: ['海鲜'],
  emergencyContacts: contacts,
};
/** A woman born on 7 March 1950. */
const NUMBER = '330106195003070024';

describe('signIn', () => {
  test('a newcomer gets an account once, also when the first calls come together', async () => {
    const newcomer = { openid: 'o-newcomer' };
    const replies = await Promise.all([1, 2, 3].map(() => world.ok<MeView>('signIn', {}, newcomer)));
    expect(replies[0]).toMatchObject({
      openid: 'o-newcomer',
      roles: ['patient'],
      nurseId: null,
      recipients: [],
      addresses: [],
    });
    expect(new Set(replies.map(({ userId }) => userId)).size).toBe(1);
    expect(await world.find('users', { openid: 'o-newcomer' })).toHaveLength(1);
  });

  test('a family sees its people and places in full, and the opening is on record', async () => {
    const me = await world.ok<MeView>('signIn', {}, wangs);
    expect(me.recipients).toEqual([
      expect.objectContaining({ name: '王秀兰', verified: true, sex: 'female', ageYears: 77, conditions: ['高血压'] }),
    ]);
    expect(me.recipients[0]?.maskedIdNumber).toBe('1****************X');
    expect(me.addresses[0]).toMatchObject({ text: '杭州市西湖区文三路 100 号 2 幢 301', district: '西湖区' });
    const [entry] = await world.find('auditLog', { subject: `users/${wangs.userId}` });
    expect(entry).toMatchObject({ actor: wangs.userId, purpose: 'own people and addresses' });
  });

  test('identity is never what the caller writes', async () => {
    expect(codeOf(await world.call('signIn', { openid: wangs.openid }, lis))).toBe('BAD_INPUT');
    expect(codeOf(await world.call('signIn', {}, {}))).toBe('NOT_SIGNED_IN');
  });
});

describe('saveRecipient and verifyIdentity', () => {
  const asker = { openid: 'o-zhao' };
  let recipientId: string;

  test('somebody new is kept sealed, unverified', async () => {
    ({ recipientId } = await world.ok<SaveRecipientReply>('saveRecipient', mother, asker));
    const [document] = await world.find('recipients', { _id: recipientId });
    expect(document).toMatchObject({ maskedName: '周**', verified: false, maskedIdNumber: '', sex: null });
    expect(JSON.stringify(document)).not.toMatch(/周桂英|糖尿病|海鲜|13800000001|赵晓燕/);
  });

  test.each([
    ['a number with a wrong check digit', { idNumber: '330106195003070025' }, 'ID_NUMBER_INVALID'],
    ['a name that is none', { name: '周1' }, 'NAME_INVALID'],
    ['another name than was saved', { name: '周桂花' }, 'IDENTITY_MISMATCH'],
  ])('%s is refused before the paid question', async (_, more, code) => {
    const asked = { recipientId, name: '周桂英', idNumber: NUMBER, ...more };
    expect(codeOf(await world.call('verifyIdentity', asked, asker))).toBe(code);
  });

  test.each([
    ['-1', 'IDENTITY_MISMATCH'],
    ['-5', 'IDENTITY_NEEDS_REVIEW'],
    ['-4', 'IDENTITY_SERVICE_FAILED'],
    ['-6', 'IDENTITY_SERVICE_FAILED'],
  ])('the source says %s', async (result, code) => {
    world.cloud.standIns.tencentCloud.script({ idCard: { result }, times: 1 });
    const reply = await world.call('verifyIdentity', { recipientId, name: '周桂英', idNumber: NUMBER }, asker);
    expect(codeOf(reply)).toBe(code);
    expect((await world.find('recipients', { _id: recipientId }))[0]).toMatchObject({
      verified: false,
      idNumberCipher: null,
    });
  });

  test('the source fails: told as such, and not asked a second time', async () => {
    world.cloud.standIns.tencentCloud.script({
      fail: { action: 'IdCardVerification', code: 'InternalError' },
      times: 1,
    });
    const asked = { recipientId, name: '周桂英', idNumber: NUMBER };
    expect(codeOf(await world.call('verifyIdentity', asked, asker))).toBe('IDENTITY_SERVICE_FAILED');
  });

  test('verified: ciphertext, mask, sex and year are kept, the number is nowhere', async () => {
    const asked = { recipientId, name: '周桂英', idNumber: NUMBER };
    expect(await world.ok('verifyIdentity', asked, asker)).toEqual({
      verified: true,
      maskedIdNumber: '3****************4',
    });
    const [document] = await world.find('recipients', { _id: recipientId });
    expect(document).toMatchObject({
      verified: true,
      sex: 'female',
      birthYear: 1950,
      maskedIdNumber: '3****************4',
    });
    const everything = await Promise.all(['recipients', 'idNumbers', 'auditLog'].map((name) => world.find(name)));
    expect(JSON.stringify(everything)).not.toContain(NUMBER);
    expect(await world.ok('verifyIdentity', asked, asker)).toMatchObject({ verified: true });
  });

  test('one number belongs to one person of an account; another account may care for her too', async () => {
    const twin = await world.ok<SaveRecipientReply>('saveRecipient', mother, asker);
    const asked = { recipientId: twin.recipientId, name: '周桂英', idNumber: NUMBER };
    expect(codeOf(await world.call('verifyIdentity', asked, asker))).toBe('ID_ALREADY_USED');
    const sister = { openid: 'o-zhao-sister' };
    const { recipientId: hers } = await world.ok<SaveRecipientReply>('saveRecipient', mother, sister);
    expect(codeOf(await world.call('verifyIdentity', { ...asked, recipientId: hers }, sister))).toBe('ok');
  });

  test('the paid question is asked ten times a day at most, also when all come at once', async () => {
    const curious = { openid: 'o-curious' };
    const { recipientId: theirs } = await world.ok<SaveRecipientReply>('saveRecipient', mother, curious);
    const asked = { recipientId: theirs, name: '周桂英', idNumber: NUMBER };
    world.cloud.standIns.tencentCloud.script({ idCard: { result: '-1' }, times: 10 });
    const codes = (
      await Promise.all(Array.from({ length: 12 }, () => world.call('verifyIdentity', asked, curious)))
    ).map(codeOf);
    expect(codes.filter((code) => code === 'IDENTITY_MISMATCH')).toHaveLength(10);
    expect(codes.filter((code) => code === 'TOO_MANY_TRIES')).toHaveLength(2);
    await world.jumpTo(world.now() + 24 * 3_600_000);
    expect(codeOf(await world.call('verifyIdentity', asked, curious))).toBe('ok');
  });

  test('a verified name stays; health may change', async () => {
    const renamed = { ...mother, recipientId, name: '周小英' };
    expect(codeOf(await world.call('saveRecipient', renamed, asker))).toBe('BAD_INPUT');
    await world.ok('saveRecipient', { ...mother, recipientId, conditions: [] }, asker);
    expect((await world.find('recipients', { _id: recipientId }))[0]).toMatchObject({
      verified: true,
      birthYear: 1950,
    });
  });

  test('somebody else’s person is unknown here', async () => {
    expect(codeOf(await world.call('saveRecipient', { ...mother, recipientId }, lis))).toBe('NOT_FOUND');
    const asked = { recipientId, name: '周桂英', idNumber: NUMBER };
    expect(codeOf(await world.call('verifyIdentity', asked, lis))).toBe('NOT_FOUND');
  });

  test('names that try tricks, keys of the language and lists without end are refused', async () => {
    const tricks = [
      { ...mother, name: '周桂\u202e英' },
      { ...mother, allergies: ['\u202e素霉青'] },
      { ...mother, conditions: Array.from({ length: 100_000 }, () => 'x') },
      { ...mother, emergencyContacts: { length: 2 } },
      JSON.parse(JSON.stringify(mother).replace('{', '{"__proto__":{"verified":true},')) as object,
      { ...mother, verified: true },
      { ...mother, recipientId: { $ne: null } },
    ];
    for (const trick of tricks) {
      expect(codeOf(await world.call('saveRecipient', trick, asker))).toMatch(/^(BAD_INPUT|NAME_INVALID)$/);
    }
  });

  test('one phone number is not two contacts', async () => {
    const [first] = contacts;
    const alone = { ...mother, emergencyContacts: [first, { ...first, name: '赵建国' }] };
    expect(codeOf(await world.call('saveRecipient', alone, asker))).toBe('EMERGENCY_CONTACTS_MISSING');
  });
});

describe('readContacts', () => {
  test('the family reads whom it wrote down, and the opening is on record; strangers read nothing', async () => {
    const as = { openid: 'o-sun' };
    const { recipientId } = await world.ok<SaveRecipientReply>('saveRecipient', mother, as);
    const read = await world.ok<ReadContactsReply>('readContacts', { recipientId }, as);
    expect(read).toEqual({ emergencyContacts: contacts });
    expect(
      await world.find('auditLog', { subject: `recipients/${recipientId}`, purpose: 'own emergency contacts' }),
    ).toEqual([expect.objectContaining({ action: `open recipients/${recipientId}/contacts` })]);
    expect(codeOf(await world.call('readContacts', { recipientId }, lis))).toBe('NOT_FOUND');
  });
});

describe('saveAddress, removing', () => {
  const home = { label: '家', text: '杭州市西湖区古墩路 8 号 1 幢 202', contactPhone: '13900000002' };
  const as = { openid: 'o-mover' };

  test('changed, then gone: it is offered and found no more', async () => {
    const { addressId } = await world.ok<SaveAddressReply>('saveAddress', home, as);
    await world.ok('saveAddress', { ...home, addressId, contactPhone: '13900000003' }, as);
    expect((await world.ok<MeView>('signIn', {}, as)).addresses).toEqual([
      expect.objectContaining({ addressId, text: home.text, contactPhone: '13900000003' }),
    ]);
    await world.ok('saveAddress', { kind: 'remove', addressId }, as);
    expect((await world.ok<MeView>('signIn', {}, as)).addresses).toEqual([]);
    expect(codeOf(await world.call('saveAddress', { kind: 'remove', addressId }, as))).toBe('ADDRESS_NOT_FOUND');
    const entries = await world.find('auditLog', { subject: `addresses/${addressId}`, action: 'delete address' });
    expect(entries).toHaveLength(1);
  });

  test('somebody else’s stays', async () => {
    const { addressId } = await world.ok<SaveAddressReply>('saveAddress', home, as);
    expect(codeOf(await world.call('saveAddress', { kind: 'remove', addressId }, lis))).toBe('ADDRESS_NOT_FOUND');
    expect(await world.find('addresses', { _id: addressId })).toHaveLength(1);
  });
});

describe('saveAddress', () => {
  const home = { label: '家', text: '杭州市西湖区古墩路 8 号 1 幢 202', contactPhone: '13900000002' };

  test('is placed by the map, with the way from the nearest station, and sealed', async () => {
    const { addressId, district } = await world.ok<SaveAddressReply>('saveAddress', home, lis);
    expect(district).toBe('西湖区');
    const [document] = await world.find<{ routeMeters: number; stationId: string }>('addresses', { _id: addressId });
    expect(document).toMatchObject({ ownerUserId: lis.userId, stationId: expect.stringMatching(/^station-/) });
    expect(Number.isInteger(document?.routeMeters)).toBe(true);
    expect(JSON.stringify(document)).not.toMatch(/古墩路|13900000002/);
  });

  test('a street that reads backwards is refused; thirty searches on the map a day are enough', async () => {
    const as = { openid: 'o-traveller' };
    expect(codeOf(await world.call('saveAddress', { ...home, text: '杭州市\u202e号 8 路墩古' }, as))).toBe('BAD_INPUT');
    const { beijingDay } = await import('#domain/schedule/beijing');
    const { userId } = await world.ok<MeView>('signIn', {}, as);
    const counted = { _id: `mapSearch:${userId}:${beijingDay(world.now())}`, count: 29 };
    await world.db.collection('dailyCounts').add(counted);
    expect(codeOf(await world.call('saveAddress', home, as))).toBe('ok');
    expect(codeOf(await world.call('saveAddress', home, as))).toBe('TOO_MANY_TRIES');
  });

  test('outside the city it is refused', async () => {
    const away = { ...home, text: '上海市浦东新区世纪大道 1 号' };
    expect(codeOf(await world.call('saveAddress', away, lis))).toMatch(/^ADDRESS_(OUTSIDE_CITY|NOT_FOUND)$/);
  });

  test('a map that fails is said to fail: no distance is made up', async () => {
    world.cloud.standIns.amap.script({ infocode: '10003', times: 1 });
    expect(codeOf(await world.call('saveAddress', home, lis))).toBe('MAP_SERVICE_FAILED');
  });

  test('somebody else’s address cannot be changed', async () => {
    expect(codeOf(await world.call('saveAddress', { ...home, addressId: wangs.addressId }, lis))).toBe(
      'ADDRESS_NOT_FOUND',
    );
  });
});
