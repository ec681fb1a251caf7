/** The gateway to a medical insurance office, as README.md describes it; a local server that checks and settles with its own code. */
import type { Clock } from '../clock';
import { isSignedWith, signedAnswer } from '../hmacSignature';
import { type Answer, type Asked, json, serve } from '../httpServer';
import { scripted } from '../scripted';
import { assertKnown, steered, steeringBody } from '../steering';
import { type Amounts, type Bill, type Insured, Office, OfficeError } from './office';

export const STAND_IN_OFFICE = { clientId: 'partner-local', key: 'standin-partner-secret-0123456789abcd' };

const LOCAL_ORIGIN = /^https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/;
const SERVICES = ['userQuery', '6201', '6202', '6203'] as const;
type Service = (typeof SERVICES)[number];

export interface OfficeScriptChange {
  /** `afterEffect`: it was done, and its answer is lost. */
  fail?: { service: Service; afterEffect?: boolean };
  /** `wrong`: the parts of a settlement do not sum to the bill. */
  split?: 'good' | 'wrong';
  answers?: 'signed' | 'forged';
  times?: number;
  reset?: boolean;
}

export interface MedicalInsurance {
  url: string;
  stop(): Promise<void>;
  script(change: OfficeScriptChange): void;
  /** The person shows the voucher: what the phone brings back from the voucher page. */
  authorize(person: { name: string; idNumber: string; accountFen?: number }): string;
  /** Oldest first. */
  bills(): Bill[];
}

export async function startMedicalInsurance(options: { port?: number; clock: Clock }): Promise<MedicalInsurance> {
  const office = new Office();
  const nonces = new Set<string>();
  const script = openScript();
  const authorize: MedicalInsurance['authorize'] = ({ name, idNumber, accountFen = 2_000 }) =>
    office.authorize({ name, idNumber, accountFen });
  const running = await serve(options.port ?? 0, async (asked) => {
    if (asked.path.startsWith('/_medins/')) return forPages(asked, await steered(() => steer(asked)));
    const nowMs = await options.clock.now();
    const nowSeconds = Math.floor(nowMs / 1000);
    if (asked.method !== 'POST' || !isSignedWith(STAND_IN_OFFICE, asked, nonces, nowSeconds)) return json(401, {});
    const service = serviceOf(asked.path);
    const failure = script.fail.peek()?.service === service ? script.fail.take() : undefined;
    if (failure && !failure.afterEffect) return json(503, {});
    const said = answered(office, service, asked, nowMs, script.split);
    if (failure) return json(503, {});
    return signedAnswer(
      STAND_IN_OFFICE,
      said,
      nowSeconds,
      script.answers.take() === 'forged' ? { ...said, more: 1 } : said,
    );
  });
  const steer = (asked: Asked): Answer => {
    if (asked.method === 'OPTIONS') return { status: 204 };
    if (asked.method === 'GET' && asked.path === '/_medins/bills') return json(200, office.bills);
    if (asked.method === 'POST' && asked.path === '/_medins/authorize')
      return json(200, {
        authCode: authorize(steeringBody(asked, ['name', 'idNumber', 'accountFen']) as unknown as Insured),
      });
    if (asked.method !== 'POST' || asked.path !== '/_medins/script') return json(404, { message: `no ${asked.path}` });
    script.change(steeringBody(asked, KNOWN) as OfficeScriptChange);
    return json(200, {});
  };
  return { url: running.url, stop: running.stop, script: script.change, authorize, bills: () => office.bills };
}

function serviceOf(path: string): Service | undefined {
  if (path === `/api/mipuserquery/userQuery/${STAND_IN_OFFICE.clientId}`) return 'userQuery';
  return SERVICES.find((service) => path === `/fsi/${service}`);
}

function answered(
  office: Office,
  service: Service | undefined,
  { body }: Asked,
  nowMs: number,
  split: { take(): 'good' | 'wrong' },
): object {
  try {
    const { input = {}, ...outer } = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
    const fields = { ...outer, ...(input as Record<string, unknown>) };
    const text = (name: string) => textOf(fields, name);
    switch (service) {
      case 'userQuery':
        return userView(office.userOf(text('qrcode'), nowMs));
      case '6201': {
        const { payOrderId, payToken } = office.upload(text('payAuthNo'), text('medOrgOrd'), billOf(fields), nowMs);
        return { infcode: 0, output: { payOrdId: payOrderId, payToken } };
      }
      case '6202':
        return settledView(office.settle(text('payAuthNo'), text('payOrdId'), text('payToken'), nowMs), split.take());
      case '6203':
        office.refund(text('payOrdId'), text('appRefdSn'), backOf(fields));
        return { infcode: 0, output: { payOrdId: text('payOrdId'), appRefdSn: text('appRefdSn'), refStatus: 'SUCC' } };
      default:
        throw new OfficeError('没有这个接口');
    }
  } catch (error) {
    if (error instanceof OfficeError) return { infcode: -1, code: -1, err_msg: error.message };
    throw error;
  }
}

const userView = ({ insured, payAuthNo }: { insured: Insured; payAuthNo: string }) => ({
  ...{ code: 0, user_name: insured.name, user_card_no: insured.idNumber, pay_auth_no: payAuthNo },
  user_longitude_latitude: { longitude: '120.130', latitude: '30.259' },
});

const yuan = (fen: number) => (fen / 100).toFixed(2);

function settledView({ payOrderId, totalFen, settled }: Bill, split: 'good' | 'wrong'): object {
  const { fundFen, accountFen, ownFen } = settled ?? { fundFen: 0, accountFen: 0, ownFen: 0 };
  const wrongFen = split === 'wrong' ? 1 : 0;
  const amounts = { fundPay: yuan(fundFen + wrongFen), psnAcctPay: yuan(accountFen), ownPayAmt: yuan(ownFen) };
  return { infcode: 0, output: { payOrdId: payOrderId, ordStas: '2', feeSumamt: yuan(totalFen), ...amounts } };
}

function textOf(fields: Record<string, unknown>, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '') throw new OfficeError(`缺少参数 ${name}`);
  return value;
}

function fenOf(fields: Record<string, unknown>, name: string): number {
  const text = textOf(fields, name);
  if (!/^\d+\.\d\d$/.test(text)) throw new OfficeError(`金额格式错误 ${name}`);
  return Number(text.replace('.', ''));
}

/** The lines must sum to the bill. */
function billOf(fields: Record<string, unknown>): number {
  const list = (fields['feedetailList'] ?? []) as Record<string, unknown>[];
  const totalFen = fenOf(fields, 'feeSumamt');
  const sumFen = list.reduce((sum, line) => sum + fenOf(line, 'sumamt'), 0);
  if (sumFen !== totalFen || totalFen === 0) throw new OfficeError('明细合计与总额不符');
  textOf(fields, 'orgCodg');
  return totalFen;
}

function backOf(fields: Record<string, unknown>): Amounts {
  const [fundFen, accountFen, otherFen] = ['fundRefdAmt', 'psnAcctRefdAmt', 'othRefdAmt'].map((name) =>
    fenOf(fields, name),
  ) as [number, number, number];
  if (fundFen + accountFen + otherFen !== fenOf(fields, 'totlRefdAmt')) throw new OfficeError('退费合计不符');
  return { fundFen, accountFen, otherFen };
}

function forPages(asked: Asked, answer: Answer): Answer {
  const { origin } = asked.headers;
  if (origin === undefined || !LOCAL_ORIGIN.test(origin)) return answer;
  const cors = { 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Headers': 'Content-Type' };
  return { ...answer, headers: { ...answer.headers, ...cors } };
}

const KNOWN = ['fail', 'split', 'answers', 'times', 'reset'] as const;

function openScript() {
  const fail = scripted<OfficeScriptChange['fail']>(undefined);
  const split = scripted<'good' | 'wrong'>('good');
  const answers = scripted<'signed' | 'forged'>('signed');
  return {
    ...{ fail, split, answers },
    change: (change: OfficeScriptChange) => {
      assertKnown(change, KNOWN);
      if (change.reset) fail.set(undefined);
      if (change.reset) split.set('good');
      if (change.reset) answers.set('signed');
      if (change.fail) fail.set(change.fail, change.times);
      if (change.split) split.set(change.split, change.times);
      if (change.answers) answers.set(change.answers, change.times);
    },
  };
}
