/** Pictures for the papers of demo applicants: a grey card that says what it would be. */
import { app } from '#cloud/database';

const LABELS: Readonly<Record<string, string>> = {
  idCardFront: '身份证人像面',
  idCardBack: '身份证国徽面',
  portrait: '本人照片',
  licence: '执业（资格）证书',
  titleCertificate: '职称证书',
  employmentProof: '工作年限证明',
  permissionLetter: '单位同意书',
  criminalRecord: '无犯罪记录证明',
  healthCertificate: '健康证',
  qualification: '专项培训证书',
  registry: '执业注册查询截图',
};

const card = (label: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400" viewBox="0 0 640 400">
<rect width="640" height="400" rx="24" fill="#eef2f6"/><rect x="24" y="24" width="592" height="352" rx="16" fill="#fff" stroke="#b8c7d6"/>
<circle cx="140" cy="170" r="56" fill="#dde5ee"/><rect x="84" y="240" width="112" height="70" rx="35" fill="#dde5ee"/>
<text x="240" y="170" font-family="sans-serif" font-size="36" fill="#1b2733">${label}</text>
<text x="240" y="230" font-family="sans-serif" font-size="24" fill="#51606f">演示图片，不是真实证件</text></svg>`;

/** Uploads one picture of each kind for one applicant; answers where each lies. */
export async function uploadPapers(userId: string, nurseId: string): Promise<(kind: string) => string> {
  const files = new Map<string, string>();
  for (const [kind, label] of Object.entries(LABELS)) {
    const folder = kind === 'registry' ? `registry/${nurseId}` : `applications/${userId}`;
    const upload = { cloudPath: `${folder}/${kind}.svg`, fileContent: Buffer.from(card(label)) };
    files.set(kind, (await app.uploadFile(upload)).fileID);
  }
  return (kind) => files.get(kind) ?? '';
}
