/** Which operator may give which command: each role gives each, past the desk, as a row of its own. */
import { OPERATOR_ROLES } from '#domain/operations/operatorRoles';
import { Command } from '#contract/runCommand';
import { MESSAGES } from '#contract/messages';
import { uidOf } from './roleWorld';
import { openWorld, type World } from './world';

/** `+` may; by hand, beside `domain/operations/operatorRoles.ts`. */
const TABLE = `
                        审核 运营 客服 质检 财务 内容
  answerDispute          .    +    +    .    .    .
  approveNurse           +    .    .    .    .    .
  assignOrder            .    +    +    .    .    .
  cancelOrder            .    +    +    .    .    .
  certifyCompetency      +    .    .    .    .    .
  closeAlert             +    +    +    .    .    .
  closeCampaign          .    +    .    .    .    .
  closeDifference        .    .    .    .    +    .
  confirmComplaint       .    .    .    +    .    .
  confirmDispute         .    .    .    .    +    .
  decideAppeal           .    +    .    +    .    .
  decideAssessment       +    .    .    .    .    .
  decideDeduction        .    .    .    .    +    .
  decideDispute          .    +    +    .    .    .
  holdIncome             .    .    .    .    +    .
  issueCoupon            .    +    +    .    .    .
  noteCall               .    +    +    .    .    .
  openCampaign           .    +    .    .    .    .
  planDay                .    +    +    .    .    .
  publishPackage         .    +    .    .    +    .
  publishPriceList       .    +    .    .    +    .
  recordPolicy           +    +    .    .    .    .
  recordRegistryLookup   +    .    .    .    .    .
  recordVisitAssessment  +    .    .    .    .    .
  refundToCard           .    .    .    .    +    .
  rejectNurse            +    .    .    .    .    .
  releaseIncome          .    .    .    .    +    .
  releaseOrder           .    +    +    .    .    .
  releasePhone           .    .    +    .    .    .
  releasePlan            .    +    .    .    .    .
  renewPaper             +    .    .    .    .    .
  retryErrand            .    +    +    .    .    .
  retryInvoice           .    .    .    .    +    .
  returnNurse            +    .    .    .    .    .
  reviewTransfer         .    +    +    .    .    .
  revokeCompetency       +    .    .    +    .    .
  setInstitutionShare    .    .    .    .    +    .
  setParameter           .    +    .    .    .    .
  settleInstitution      .    .    .    .    +    .
  settlePayout           .    .    .    .    +    .
  settleRefund           .    .    .    .    +    .
  startNurseReview       +    .    .    .    .    .
  withdrawPackage        .    +    .    .    +    .
`;

const NOBODY = { nurseId: 'nobody' };
const NOTHING = { orderId: 'nothing' };
const AT = Date.parse('2026-11-23T08:00:00+08:00');
const FILE = 'cloud://local-env.local/registry/nobody/shot.png';
const PROOF = 'cloud://local-env.local/evidence/nobody/proof.png';

/** Commands about what does not exist: whoever may give them hears that; whoever may not, hears nothing else. */
const WORDS: Readonly<Record<string, object>> = {
  answerDispute: { ...NOTHING, reply: '正在核实' },
  confirmDispute: { ...NOTHING, approved: true },
  decideDispute: { ...NOTHING, amountFen: 100, bearer: 'platform', reply: '已核实' },
  holdIncome: { ...NOTHING, reason: '患者有异议' },
  releaseIncome: { ...NOTHING, reason: '已核实' },
  decideDeduction: { appealId: 'none', accepted: true, reply: '采纳' },
  refundToCard: {
    outRefundNo: 'nothingF1R1',
    card: { bankType: 'ICBC_DEBIT', bankAccount: '6222020000000000', realName: '张三' },
  },
  setInstitutionShare: {
    ...{ institutionId: 'nowhere', category: 'all', nursePercent: 70, institutionPercent: 10 },
    ...{ from: null, until: null, reason: '协议' },
  },
  settleInstitution: { statementId: 'nowhere:2026-11', proof: 'ICBC-1' },
  settlePayout: { payoutId: 'nothing', how: 'retry', reason: '已充值' },
  approveNurse: NOBODY,
  assignOrder: { ...NOTHING, ...NOBODY },
  cancelOrder: { ...NOTHING, reason: '系统故障' },
  settleRefund: { outRefundNo: 'nothingF1R1', how: 'again' },
  certifyCompetency: {
    ...NOBODY,
    serviceCode: 'MED-05',
    trainedAt: AT,
    observedAt: AT,
    observer: '张三',
    validUntil: AT,
  },
  closeAlert: { alertId: 'none' },
  closeCampaign: { campaignId: 'none' },
  issueCoupon: { ...NOTHING, amountFen: 1000, reason: '护士爽约' },
  openCampaign: {
    ...{ title: '试一试', worth: { kind: 'amount', amountFen: 1000 }, budgetFen: 1 },
    ...{ claimFrom: AT, claimUntil: AT + 1, validDays: 1 },
  },
  publishPackage: {
    ...{ name: '试一试', serviceCodes: ['XXX-99'], visitCount: 5, priceFen: 1000 },
    ...{ validMonths: 6, covers: 'service', reason: '试一试' },
  },
  withdrawPackage: { offerId: 'none', reason: '试一试' },
  closeDifference: { differenceId: 'none', note: '已查清' },
  confirmComplaint: { ...NOTHING, severity: 'ordinary', note: '属实' },
  decideAppeal: { appealId: 'none', accepted: true, reply: '采纳' },
  decideAssessment: { assessmentId: 'none', decision: 'allowed' },
  planDay: { city: '无此市', day: '2026-11-24' },
  releasePlan: { planId: '无此市:2026-11-24' },
  noteCall: { callId: 'none', reached: true },
  recordPolicy: {
    ...{ ...NOBODY, cover: 'liability', insurer: '保险公司', policyNumber: 'P-123456' },
    ...{ validFrom: AT, validUntil: AT + 1, evidenceFileId: PROOF },
  },
  recordRegistryLookup: {
    ...{ ...NOBODY, source: '发证机关书面答复', lookedAt: AT, numberFound: '1', status: '在册', validUntilDay: null },
    ...{ placeFound: '', placeMatches: true, screenshotFileId: FILE },
  },
  recordVisitAssessment: { ...NOTHING, decision: 'allowed' },
  rejectNurse: { ...NOBODY, reason: '不合格' },
  releaseOrder: { ...NOTHING, reason: '护士请假' },
  reviewTransfer: { ...NOTHING, approved: true, note: '已核实' },
  publishPriceList: {
    ...{ city: '杭州市', institutionId: null, filingNumber: '备案 0001', fromDay: '2027-01-01', untilDay: null },
    ...{ expectedVersion: 0, edits: [], reason: '试一试' },
  },
  setParameter: { path: 'nothing.atAll', value: 1, from: null, reason: '试一试' },
  releasePhone: { phone: '13800000000', reason: '换号' },
  renewPaper: { ...NOBODY, paper: 'licence', validUntil: AT, evidenceFileId: PROOF },
  retryErrand: { outboxId: 'none' },
  retryInvoice: NOTHING,
  returnNurse: { ...NOBODY, reasons: [{ part: 'documents', reason: '反光' }] },
  revokeCompetency: { ...NOBODY, serviceCode: 'MED-05', reason: '不合格' },
  startNurseReview: NOBODY,
};

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.db.collection('operators').add(OPERATOR_ROLES.map((role) => ({ _id: uidOf(role), name: role, role })));
}, 60_000);
afterAll(() => world?.stop());

const LINES = TABLE.trim()
  .split('\n')
  .slice(1)
  .map((line) => line.trim().split(/\s+/));

test('every command has its line and its words', () => {
  const kinds = Command.options.map(({ entries }) => entries.kind.literal).sort();
  expect(LINES.map(([kind]) => kind)).toEqual(kinds);
  expect(Object.keys(WORDS).sort()).toEqual(kinds);
});

test.each(LINES)('%s', async (kind, ...marks) => {
  const rows = OPERATOR_ROLES.map((role) => ({ _id: `${kind}-${uidOf(role)}`, requestedBy: uidOf(role) }));
  const asked = { kind, ...WORDS[kind as string], requestedAt: world.now(), state: 'waiting' };
  await world.db.collection('opCommands').add(rows.map((row) => ({ ...asked, ...row })));
  await world.tick('runCommand');
  const answered = await world.find<{ requestedBy: string; state: string; answer: string }>('opCommands', { kind });
  const found = OPERATOR_ROLES.map((role) => answered.find(({ requestedBy }) => requestedBy === uidOf(role)));
  expect(found.map((row) => row?.state)).not.toContain('waiting');
  expect(found.map((row) => row?.answer)).not.toContain(MESSAGES.BAD_INPUT);
  expect(found.map((row) => (row?.answer === MESSAGES.FORBIDDEN ? '.' : '+'))).toEqual(marks);
});
