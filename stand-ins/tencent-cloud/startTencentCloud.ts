/** Tencent Cloud API 3.0 (faceid, ocr, sms) as a local server. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock } from '../clock';
import { type Answer, type Asked, json, serve } from '../httpServer';
import { openJournal, type Table } from '../journal';
import { steered, steeringBody, SteeringError } from '../steering';
import { CloudError } from './cloudError';
import { detectAuth, type FaceSession, getDetectInfoEnhanced } from './faceDetection';
import { facePage } from './facePage';
import { idCardOcr } from './idCardOcr';
import { idCardVerification, isIdCard, type Person, type UnknownPeople } from './idCardVerification';
import { KNOWN_CHANGES, openScript, type Script, type ScriptChange } from './script';
import { sendSms, type SentSms } from './sendSms';
import { pullReceipts } from './smsReceipts';
import { type Credential, verifyTc3 } from './tc3';

export const STAND_IN_CREDENTIAL: Credential = { secretId: 'AKIDstandin', secretKey: 'standin-secret' };

export interface TencentCloudOptions {
  dir: string;
  clock: Clock;
  port?: number;
  credential?: Credential;
  /** Put into the registry at the start. */
  people?: Person[];
  /** What the registry says about a well-formed number it does not hold. */
  unknownPeople?: UnknownPeople;
}

export interface TencentCloud {
  url: string;
  credential: Credential;
  stop(): Promise<void>;
  addPeople(people: Person[]): void;
  sms(): SentSms[];
  script(change: ScriptChange): void;
  /** Ends a face session as a person in front of the camera would. */
  face(bizToken: string, outcome: 'pass' | 'fail'): void;
}

export async function startTencentCloud(options: TencentCloudOptions): Promise<TencentCloud> {
  const journal = openJournal(join(options.dir, 'tencent-cloud.jsonl'));
  const service: Service = {
    credential: options.credential ?? STAND_IN_CREDENTIAL,
    unknownPeople: options.unknownPeople ?? 'noRecord',
    people: journal.table<Person>('people'),
    messages: journal.table<SentSms>('sms'),
    sessions: journal.table<FaceSession>('face'),
    script: openScript(),
    url: () => running.url,
  };
  addPeople(service, options.people ?? []);
  const running = await serve(options.port ?? 0, async (asked) => {
    if (asked.path.startsWith('/_tencent/')) return steered(() => steer(service, asked));
    const delayMs = service.script.delayMs();
    if (delayMs > 0) await sleep(delayMs);
    return answer(service, asked, await options.clock.now());
  });
  return {
    url: running.url,
    credential: service.credential,
    stop: async () => {
      await running.stop();
      journal.close();
    },
    addPeople: (people) => addPeople(service, people),
    sms: service.messages.rows,
    script: service.script.change,
    face: (bizToken, outcome) => endFace(service, bizToken, outcome),
  };
}

interface Service {
  credential: Credential;
  unknownPeople: UnknownPeople;
  people: Table<Person>;
  messages: Table<SentSms>;
  sessions: Table<FaceSession>;
  script: Script;
  url(): string;
}

interface Action {
  product: string;
  version: string;
  run(service: Service, body: Buffer, nowMs: number): Record<string, unknown>;
}

const ACTIONS: Record<string, Action> = {
  IdCardVerification: {
    product: 'faceid',
    version: '2018-03-01',
    run: ({ people, unknownPeople, script }, body) =>
      idCardVerification(body, people, unknownPeople, script.idCardResult),
  },
  DetectAuth: {
    product: 'faceid',
    version: '2018-03-01',
    run: ({ sessions, url }, body, nowMs) => detectAuth(body, sessions, url(), nowMs),
  },
  GetDetectInfoEnhanced: {
    product: 'faceid',
    version: '2018-03-01',
    run: ({ sessions }, body, nowMs) => getDetectInfoEnhanced(body, sessions, nowMs),
  },
  IDCardOCR: { product: 'ocr', version: '2018-11-19', run: ({ script }, body) => idCardOcr(body, script.card) },
  SendSms: {
    product: 'sms',
    version: '2021-01-11',
    run: ({ messages, script }, body, nowMs) => sendSms(body, messages, script, nowMs),
  },
  PullSmsSendStatusByPhoneNumber: {
    product: 'sms',
    version: '2021-01-11',
    run: ({ messages }, body, nowMs) => pullReceipts(body, messages, nowMs),
  },
};

function answer(service: Service, asked: Asked, nowMs: number): Answer {
  const RequestId = randomUUID();
  try {
    return json(200, { Response: { ...act(service, asked, nowMs), RequestId } });
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return json(200, { Response: { Error: { Code: error.code, Message: error.message }, RequestId } });
  }
}

function act(service: Service, asked: Asked, nowMs: number): Record<string, unknown> {
  const { method, path, headers, body } = asked;
  if (method !== 'POST' || path !== '/') throw new CloudError('UnsupportedProtocol', 'Only POST / is served.');
  const query = asked.target.split('?')[1] ?? '';
  const scope = verifyTc3({ method, path, query, headers, body }, service.credential, nowMs);
  const name = String(headers['x-tc-action'] ?? '');
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) throw new CloudError('InvalidAction', `The action \`${name}\` is invalid or not found.`);
  if (headers['x-tc-version'] !== action.version) {
    throw new CloudError(
      'NoSuchVersion',
      `The version \`${String(headers['x-tc-version'])}\` of ${name} does not exist.`,
    );
  }
  // The SDK takes the scope from the first label of the host: `faceid`, but `127` when it is sent here.
  if (scope !== action.product && scope !== '127') {
    throw new CloudError('AuthFailure.SignatureFailure', `The scope ${scope} does not fit ${action.product}.`);
  }
  service.script.mayFail(name);
  return service.script.byChance(name, () => action.run(service, body, nowMs));
}

async function steer(service: Service, asked: Asked): Promise<Answer> {
  switch (`${asked.method} ${asked.path}`) {
    case 'GET /_tencent/sms':
      return json(200, service.messages.rows());
    case 'GET /_tencent/people':
      return json(200, service.people.rows());
    case 'POST /_tencent/people':
      addPeople(service, listOfPeople(asked));
      return json(200, { people: service.people.rows().length });
    case 'GET /_tencent/face':
      return facePage(asked.query.get('bizToken') ?? '');
    case 'POST /_tencent/face': {
      const { bizToken, outcome } = steeringBody(asked, ['bizToken', 'outcome']);
      endFace(service, String(bizToken), outcome as 'pass' | 'fail');
      return json(200, {});
    }
    case 'POST /_tencent/script':
      service.script.change(steeringBody(asked, [...KNOWN_CHANGES]) as ScriptChange);
      return json(200, {});
    default:
      return json(404, { message: `no ${asked.method} ${asked.path}` });
  }
}

function listOfPeople(asked: Asked): Person[] {
  let people: unknown;
  try {
    people = JSON.parse(asked.body.toString('utf8'));
  } catch {
    throw new SteeringError('the body is not JSON');
  }
  if (!Array.isArray(people)) throw new SteeringError('the body is not a list of {name, idCard}');
  return people as Person[];
}

function addPeople({ people }: Service, added: Person[]): void {
  for (const { name, idCard } of added) {
    const number = String(idCard).toUpperCase();
    if (typeof name !== 'string' || !isIdCard(number)) throw new SteeringError(`not a person: ${name} ${number}`);
    const known = people.get(number);
    if (known?.name !== name) people.put(number, { name, idCard: number });
  }
}

function endFace({ sessions }: Service, bizToken: string, outcome: 'pass' | 'fail'): void {
  const session = sessions.get(bizToken);
  if (session === undefined) throw new SteeringError(`no session ${bizToken}`);
  if (outcome !== 'pass' && outcome !== 'fail') throw new SteeringError('outcome: pass or fail');
  sessions.put(bizToken, { ...session, outcome });
}
