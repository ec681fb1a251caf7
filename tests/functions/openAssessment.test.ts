/** An assessor looks at what a family handed in: with a purpose, as 审核 only, and never at anybody's answers. */
import type { OpenRecordReply } from '#contract/openRecord';
import type { Assessment } from '#domain/assessment/assessment';
import { OPERATOR_UID } from '../../scripts/world/personas';
import { FAMILIES } from './people';
import { openWorld, type World } from './world';

const [wangs] = FAMILIES;
const WHY = { purpose: '首诊评估', reason: '查看评估资料' };
const PICTURE = Buffer.from('a doctor’s order');
let world: World;
let assessmentId: string;

beforeAll(async () => {
  world = await openWorld();
  const { app } = await import('#cloud/database');
  const cloudPath = `assessments/${wangs.recipientId}/order.jpg`;
  const { fileID: fileId } = await app.uploadFile({ cloudPath, fileContent: PICTURE });
  const documents = [{ kind: 'doctorOrder', fileId }];
  const request = { step: 'requestFirst', recipientId: wangs.recipientId, documents, note: '医嘱在第二张' };
  await world.ok('assessRecipient', request, wangs);
  const [waiting] = await world.find<Assessment>('assessments', { kind: 'first', decision: 'waiting' });
  assessmentId = waiting?._id ?? '';
}, 60_000);
afterAll(() => world?.stop());

const open = (what: object, uid = OPERATOR_UID) =>
  world.call<OpenRecordReply>('openRecord', { assessmentId, ...WHY, ...what }, { uid });
const traces = async (subject: string) =>
  (await world.find<{ action: string; purpose: string; actor: string }>('auditLog', { subject })).filter(
    ({ actor }) => actor === OPERATOR_UID,
  );

test('the request: the family’s words, the health status, which documents there are; and a trace', async () => {
  const reply = await open({ item: { kind: 'request' } });
  if (!reply.ok) throw new Error(JSON.stringify(reply));
  expect(reply.data.text).toContain('家属说明：医嘱在第二张');
  expect(reply.data.text).toContain('疾病：高血压');
  expect(reply.data.text).not.toContain(wangs.name);
  expect(reply.data).toMatchObject({ url: null, documents: ['doctorOrder'] });
  expect(await traces(`assessments/${assessmentId}`)).toMatchObject([{ purpose: '首诊评估：查看评估资料' }]);
});

test('a document is a link that ends', async () => {
  const reply = await open({ item: { kind: 'document', place: 0 } });
  if (!reply.ok) throw new Error(JSON.stringify(reply));
  const picture = await fetch(reply.data.url ?? '');
  expect(Buffer.from(await picture.arrayBuffer())).toEqual(PICTURE);
  const lines = await traces(`assessments/${assessmentId}`);
  expect(lines.map(({ action }) => action)).toContain('open picture doctorOrder 0');
  expect(await open({ item: { kind: 'document', place: 1 } })).toMatchObject({ error: { code: 'NOT_FOUND' } });
  await world.jumpTo(world.now() + 200_000);
  expect((await fetch(reply.data.url ?? '')).status).toBe(403);
});

test('support, who opens nurses’ papers, opens none of these; nor does anybody without reason or purpose', async () => {
  await world.db.collection('operators').add({ _id: 'operator-support', name: '客服', role: '客服' });
  const item = { kind: 'request' };
  expect(await open({ item }, 'operator-support')).toMatchObject({ error: { code: 'FORBIDDEN' } });
  expect(await open({ item }, 'somebody')).toMatchObject({ error: { code: 'FORBIDDEN' } });
  for (const wrong of [{ reason: '看' }, { purpose: '好奇' }, { item: { kind: 'idNumber' } }, { nurseId: 'nurse1' }]) {
    expect(await open({ item, ...wrong })).toMatchObject({ error: { code: 'BAD_INPUT' } });
  }
});

test('answers to the questionnaire are not a first assessment: nobody opens them', async () => {
  const { _id, ...known } = (await world.find<Assessment>('assessments', { _id: assessmentId }))[0] as Assessment;
  const [sealed] = await world.find('assessmentPrivate', { _id });
  await world.db.collection('assessments').add({ ...known, _id: 'answers', kind: 'risk' });
  await world.db.collection('assessmentPrivate').add({ ...sealed, _id: 'answers' });
  const item = { kind: 'request' };
  expect(await open({ assessmentId: 'answers', item })).toMatchObject({ error: { code: 'NOT_FOUND' } });
  expect(await open({ assessmentId: 'nothing', item })).toMatchObject({ error: { code: 'NOT_FOUND' } });
});

test('the record of a visit is opened where the visit was an assessment and is over', async () => {
  const { visitDocument } = await import('#cloud/visits');
  const [known] = await world.find<Record<string, unknown>>('orders', {});
  const visit = { ...known, _id: 'assessed1', serviceCode: 'SPC-09', finishedAt: world.now() };
  const other = { ...visit, _id: 'measured1', serviceCode: 'MED-02' };
  await world.db.collection('orders').add([visit, other]);
  const record = { checkedSteps: [0], vitals: {}, photos: [], summary: '能自行翻身' };
  for (const order of [visit, other]) {
    const document = visitDocument(order as never, { ...record, orderId: order._id }, null, world.now());
    await world.db.collection('visitRecords').add(document);
  }
  const ask = (orderId: string) =>
    world.call<OpenRecordReply>(
      'openRecord',
      { orderId, item: { kind: 'visitSummary' }, ...WHY },
      { uid: OPERATOR_UID },
    );
  expect(await ask('assessed1')).toMatchObject({ ok: true, data: { text: '能自行翻身', url: null } });
  expect(await traces('orders/assessed1')).toMatchObject([{ action: 'open visitSummary' }]);
  expect(await ask('measured1')).toMatchObject({ error: { code: 'NOT_FOUND' } });
});
