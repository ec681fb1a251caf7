/** Somebody who wants to work here, as the mini-program sends her papers part by part. */
import type { ApplicationView } from '#contract/applyAsNurse';
import type { As, World } from './world';

/** A woman of 1949 in other tests; here only a number that passes GB 11643. */
export const NEWCOMER = { openid: 'o-newcomer' };
export const PERSON = { part: 'person', name: '郑小燕', idNumber: '511623198811123456', phone: '13711112222' };
export const LICENCE = {
  part: 'licence',
  role: 'registered_nurse',
  title: '主管护师',
  number: '201833054321',
  validUntilDay: '2028-06-30',
};
export const WORK = {
  part: 'work',
  employments: [{ employer: '市第一人民医院', department: '普外科', fromDay: '2014-07-01', toDay: null }],
  institutionId: 'station-xihu',
  practicePlaceIds: ['station-xihu'],
};
export const CERTIFICATES = {
  part: 'certificates',
  certificates: [],
  wishedServiceCodes: ['MED-05', 'MED-01'],
  serviceRadiusMeters: 8000,
};
const KINDS = [
  ...['idCardFront', 'idCardBack', 'portrait', 'licence', 'criminalRecord'],
  ...['titleCertificate', 'employmentProof', 'permissionLetter'],
];

export const send = (world: World, as: As, data: object) => world.ok<ApplicationView>('applyAsNurse', data, as);
export const draft = (world: World, as: As, part: object) => send(world, as, { kind: 'saveDraft', ...part });

/** A file in storage, put there as the app does. */
export async function uploaded(cloudPath: string): Promise<string> {
  const { app } = await import('#cloud/database');
  return (await app.uploadFile({ cloudPath, fileContent: Buffer.from(`a picture: ${cloudPath}`) })).fileID;
}

/** Uploads all papers and answers the documents part. */
export async function papers(folder: string, issuedDay = '2026-10-20'): Promise<object> {
  const documents = [];
  for (const kind of KINDS) {
    const fileId = await uploaded(`${folder}${kind}.jpg`);
    documents.push(kind === 'criminalRecord' ? { kind, fileId, issuedDay } : { kind, fileId });
  }
  return { part: 'documents', documents };
}

/** All five parts, not handed in yet. */
export async function filled(world: World, as: As, more: readonly object[] = []): Promise<ApplicationView> {
  const { uploadFolder } = await send(world, as, { kind: 'read' });
  for (const part of [PERSON, LICENCE, WORK, CERTIFICATES, await papers(uploadFolder), ...more]) {
    await draft(world, as, part);
  }
  return send(world, as, { kind: 'read' });
}

let rows = 0;

/** As the desk does: a row, then a poke; answers the row as it stands then. */
export async function command(world: World, words: object, requestedBy = 'operator-1') {
  const _id = `onboarding-${(rows += 1)}`;
  const row = { _id, ...words, requestedBy, requestedAt: world.now(), state: 'waiting' };
  await world.db.collection('opCommands').add(row);
  await world.ok('runCommand', { commandId: _id }, { uid: 'operator-1' });
  const [answered] = await world.find<{ state: string; answer: string; numberFound?: string }>('opCommands', { _id });
  return answered;
}

/** What a reviewer writes down after looking into the public register. */
export async function lookup(world: World, nurseId: string, except: object = {}): Promise<object> {
  return {
    kind: 'recordRegistryLookup',
    nurseId,
    source: '国家卫生健康委护士执业注册信息查询',
    lookedAt: world.now(),
    numberFound: LICENCE.number,
    status: '在册',
    validUntilDay: '2028-06-30',
    placeFound: '西湖区护理站',
    placeMatches: true,
    screenshotFileId: await uploaded(`registry/${nurseId}/shot.png`),
    ...except,
  };
}
