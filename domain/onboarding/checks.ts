/** What a machine can say about an application, from facts that were gathered before: one line each, for her and the reviewer. */
import { addMonths } from '../calendar/months';
import { NURSE_BY_LAW, reaches } from '../nurse/qualification';
import { DAY, startOfBeijingDay } from '../schedule/beijing';
import type { NurseApplication, Parts } from './application';
import { numberForm } from './licenceNumber';
import { missingDocuments, yearsOfWork } from './papers';

export interface Check {
  readonly id:
    | 'idNumber'
    | 'identity'
    | 'face'
    | 'licenceNumber'
    | 'licenceTerm'
    | 'experience'
    | 'title'
    | 'practicePlace'
    | 'duplicateIdNumber'
    | 'duplicateLicence'
    | 'criminalRecord'
    | 'healthCertificate'
    | 'documents';
  /** `fail` stops the approval; `warn` is for the reviewer's eye. */
  readonly outcome: 'pass' | 'warn' | 'fail';
  readonly text: string;
}

/** What was asked elsewhere: numbers of papers never come in here. */
export interface Gathered {
  readonly idNumberValid: boolean;
  /** The public source on name and number; `unknown`: it did not answer, or has no record. */
  readonly identity: 'match' | 'mismatch' | 'unknown';
  /** Her portrait beside the photograph the public source has; `unknown`: not compared by a machine. */
  readonly face: 'match' | 'mismatch' | 'unknown';
  readonly licenceForm: ReturnType<typeof numberForm>;
  readonly idNumberUsedElsewhere: boolean;
  readonly licenceUsedElsewhere: boolean;
  /** Photographs that are named and not in storage. */
  readonly photosNotStored: number;
}

interface Limits {
  readonly criminalRecordMaxMonths: number;
}

/** P-006: a licence near its end is told. */
const LICENCE_WARNING_DAYS = 30;

type Outcome = Pick<Check, 'outcome' | 'text'>;
const pass = (text: string): Outcome => ({ outcome: 'pass', text });
const warn = (text: string): Outcome => ({ outcome: 'warn', text });
const fail = (text: string): Outcome => ({ outcome: 'fail', text });

type Filled = { readonly [P in keyof Parts]: NonNullable<Parts[P]> };

/** All parts must be there: whoever asks earlier is asking too early. */
export function checkApplication(parts: Filled, facts: Gathered, limits: Limits, now: number): readonly Check[] {
  const outcomes: Record<Check['id'], Outcome> = {
    idNumber: facts.idNumberValid ? pass('身份证号码格式正确') : fail('身份证号码有误，请核对'),
    identity: IDENTITY[facts.identity],
    face: FACE[facts.face],
    licenceNumber: LICENCE_FORM[facts.licenceForm],
    licenceTerm: licenceTerm(parts, now),
    experience: experience(parts, now),
    title: title(parts),
    practicePlace: practicePlace(parts),
    duplicateIdNumber: facts.idNumberUsedElsewhere
      ? fail('这个身份证号码已在其他申请或护士资料中使用，请联系客服核实')
      : pass('身份证号码没有重复'),
    duplicateLicence: facts.licenceUsedElsewhere
      ? fail('这个证书编号已在其他申请或护士资料中使用，请联系客服核实')
      : pass('证书编号没有重复'),
    criminalRecord: criminalRecord(parts, limits, now),
    healthCertificate: healthCertificate(parts, now),
    documents: documents(parts, facts),
  };
  return Object.entries(outcomes).map(([id, outcome]) => ({ id: id as Check['id'], ...outcome }));
}

/** A duplicate may be the other one's fault: she may hand in, a person has to look. Everything else she can mend herself. */
export const blocksSubmission = ({ id, outcome }: Check): boolean =>
  outcome === 'fail' && id !== 'duplicateIdNumber' && id !== 'duplicateLicence';

const IDENTITY: Record<Gathered['identity'], Outcome> = {
  match: pass('姓名与身份证号码一致'),
  mismatch: fail('姓名与身份证号码不一致，请核对'),
  unknown: warn('暂时无法联网核对姓名与身份证号码，由审核员核实'),
};

const FACE: Record<Gathered['face'], Outcome> = {
  match: pass('本人照片与公安照片一致'),
  mismatch: fail('本人照片与公安照片不一致，请重新拍摄'),
  unknown: warn('没有做人脸比对，由审核员对照身份证照片与本人照片'),
};

const LICENCE_FORM: Record<Gathered['licenceForm'], Outcome> = {
  usual: pass('证书编号格式正确'),
  unusual: warn('证书编号格式不常见，请审核员对照证书照片'),
  impossible: fail('证书编号有误，请填写证书上的编号（8 至 20 位数字或字母）'),
};

function licenceTerm({ licence }: Filled, now: number): Outcome {
  const endsAt = startOfBeijingDay(licence.validUntilDay) + DAY;
  if (endsAt <= now) return fail(`证书已于 ${licence.validUntilDay} 到期，请先延续注册`);
  return endsAt - now <= LICENCE_WARNING_DAYS * DAY
    ? warn(`证书将于 ${licence.validUntilDay} 到期，请尽快延续注册`)
    : pass(`证书有效至 ${licence.validUntilDay}`);
}

function experience({ licence, work }: Filled, now: number): Outcome {
  const years = yearsOfWork(work.employments, now);
  if (licence.role !== 'registered_nurse') return pass(`工作满 ${years} 年`);
  return years < NURSE_BY_LAW.years
    ? fail(`临床护理工作满 ${years} 年，上门服务要求至少 ${NURSE_BY_LAW.years} 年`)
    : pass(`临床护理工作满 ${years} 年`);
}

function title({ licence }: Filled): Outcome {
  if (licence.role === 'care_worker') return pass('护理员不要求职称');
  if (licence.role === 'rehab_therapist')
    return reaches(licence.title, '治疗士') ? pass(`职称：${licence.title}`) : fail('请填写康复治疗职称');
  return reaches(licence.title, NURSE_BY_LAW.title)
    ? pass(`职称：${licence.title}`)
    : fail('上门护理要求护师及以上职称');
}

/** P-007: the sending institution is among the places of her registration. */
function practicePlace({ work }: Filled): Outcome {
  return work.practicePlaceIds.includes(work.institutionId)
    ? pass('派出机构在执业地点之内')
    : fail('派出机构不在执业地点之内，请先办理多机构备案');
}

function criminalRecord({ documents: marks }: Filled, { criminalRecordMaxMonths }: Limits, now: number): Outcome {
  const day = marks.find(({ kind }) => kind === 'criminalRecord')?.issuedDay;
  if (!day) return fail('请填写无犯罪记录证明的开具日期');
  const issuedAt = startOfBeijingDay(day);
  if (issuedAt > now) return fail('无犯罪记录证明的开具日期晚于今天，请核对');
  return issuedAt < addMonths(now, -criminalRecordMaxMonths)
    ? fail(`无犯罪记录证明开具于 ${day}，已超过 ${criminalRecordMaxMonths} 个月，请重新开具`)
    : pass(`无犯罪记录证明开具于 ${day}`);
}

/** P-011: whoever cares for the body needs one. */
function healthCertificate({ licence, documents: marks }: Filled, now: number): Outcome {
  const day = marks.find(({ kind }) => kind === 'healthCertificate')?.validUntilDay;
  if (licence.role !== 'care_worker' && !day) return pass('本岗位不要求健康证');
  if (!day) return fail('请填写健康证的有效期');
  return startOfBeijingDay(day) + DAY <= now ? fail(`健康证已于 ${day} 到期`) : pass(`健康证有效至 ${day}`);
}

function documents(parts: Filled, { photosNotStored }: Gathered): Outcome {
  const missing = missingDocuments(parts).length;
  if (missing > 0) return fail(`还缺 ${missing} 种证件照片`);
  return photosNotStored > 0 ? fail(`有 ${photosNotStored} 张照片没有上传成功，请重新上传`) : pass('证件照片齐全');
}

/** True: all parts are filled, as `checkApplication` needs them. */
export const isFilled = (parts: NurseApplication['parts']): parts is Filled =>
  Object.values(parts).every((part) => part !== null);
